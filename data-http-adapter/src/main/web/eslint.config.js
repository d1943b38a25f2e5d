import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import hooks from 'eslint-plugin-react-hooks';
import ts from 'typescript-eslint';

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
);
