// Checks Kubernetes objects against the models of Kubernetes and of the Prometheus operator. Reads YAML documents from
// standard input. The validator of each model finds missing fields and values of a wrong type; TypeScript finds fields that
// the model does not have.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { parseAllDocuments } from 'yaml';

const here = dirname(fileURLToPath(import.meta.url));
const objects = parseAllDocuments(readFileSync(0, 'utf8'))
  .map((document) => document.toJS())
  .filter((object) => object !== null);
const problems = [];

function moduleOf({ apiVersion }) {
  return apiVersion.startsWith('monitoring.coreos.com/')
    ? `@kubernetes-models/prometheus-operator/${apiVersion}`
    : `kubernetes-models/${apiVersion}`;
}

for (const object of objects) {
  const model = (await import(moduleOf(object)))[object.kind];
  if (model === undefined) {
    problems.push(`${object.apiVersion} has no ${object.kind}`);
    continue;
  }
  try {
    new model(object).validate();
  } catch (error) {
    problems.push(`${object.kind}: ${error.message}`);
  }
}

// below this directory, because TypeScript looks for the models from there upwards
const directory = mkdtempSync(join(here, 'node_modules', '.check-'));
try {
  const file = join(directory, 'objects.ts');
  const lines = objects.flatMap(({ apiVersion, kind, ...content }, index) => [
    `import { ${kind} as Model${index} } from '${moduleOf({ apiVersion })}';`,
    `new Model${index}(${JSON.stringify(content, null, 2)});`,
  ]);
  writeFileSync(file, lines.join('\n'));
  const program = ts.createProgram([file], {
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    noEmit: true,
    skipLibCheck: true,
    strict: true,
    target: ts.ScriptTarget.ES2022,
    types: [],
  });
  for (const diagnostic of ts.getPreEmitDiagnostics(program)) {
    problems.push(ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n'));
  }
} finally {
  rmSync(directory, { recursive: true });
}

if (problems.length > 0 || objects.length === 0) {
  console.error(problems.join('\n') || 'There is no object.');
  process.exit(1);
}
console.log(`${objects.length} objects are valid.`);
