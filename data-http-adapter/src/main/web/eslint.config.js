import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import hooks from 'eslint-plugin-react-hooks';
import ts from 'typescript-eslint';

// The folders of src from the bottom to the top. A folder imports only from itself and from the groups before its own.
// The files directly in src (App, main, TopBar) are above them all.
const LAYERS = [['texts'], ['services'], ['shared'], ['create', 'configure', 'upload'], ['browse'], ['pages']];

function layerRules(folder) {
  const level = LAYERS.findIndex(layer => layer.includes(folder));
  const allowed = [folder, ...LAYERS.slice(0, level).flat()];
  const forbidden = `^(\\.\\./)+(?!(${allowed.join('|')})/)`;
  const message = `src/${folder} may import only from ${allowed.join(', ')}: see LAYERS in eslint.config.js.`;
  return {
    files: [`src/${folder}/**`],
    rules: {
      'no-restricted-imports': ['error', { patterns: [{ regex: forbidden, message }] }],
      'no-restricted-syntax': [
        'error',
        { selector: `ImportExpression[source.value=/${forbidden.replaceAll('/', '\\u002F')}/]`, message },
      ],
    },
  };
}

export default defineConfig(
  { ignores: ['eslint.config.js', 'src/services/schema.d.ts'] },
  js.configs.recommended,
  ts.configs.strictTypeChecked,
  hooks.configs.flat.recommended,
  {
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // One function style: declarations at the top level and for named helpers, arrows for callbacks and closures.
      'arrow-body-style': ['error', 'as-needed'],
      'func-style': ['error', 'declaration', { allowArrowFunctions: true }],
      'prefer-arrow-callback': 'error',
    },
  },
  LAYERS.flat().map(layerRules),
);
