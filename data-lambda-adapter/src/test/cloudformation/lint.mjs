// Holds the templates to AWS's own linter, which knows every resource type and asks nobody:
//   npm ci && npm run lint
// With arguments it lints those files instead.
import linter from '@aws/cloudformation-validate';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { plainTemplate } from './sam.mjs';

const templates = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'main', 'cloudformation');

const accepted = [
  // An empty default is taken for a value that is used; conditions see to it that it is not.
  { rule: 'W1030', message: " default '' " },
  { rule: 'F3033', message: 'length 0 is below minimum ' },
  { rule: 'F3031', message: "'' does not match pattern" },
  { rule: 'E1150', message: "'' does not match format" },
  { rule: 'F3034', message: '-1 is less than the minimum of 0' },
  // SAM adds the version, as AutoPublishAlias asks.
  { rule: 'W2530', message: 'no AWS::Lambda::Version' },
  // The policy is for the versions. SAM gives them DeletionPolicy: Retain, unless the function has another one.
  { rule: 'W3011', message: "Both 'UpdateReplacePolicy' and 'DeletionPolicy'" },
];
const accepts = ({ ruleId, message }) => accepted.some((each) => each.rule === ruleId && message.includes(each.message));

function lint(engine, file, directory) {
  const plain = join(directory, basename(file));
  writeFileSync(plain, plainTemplate(file));
  return engine
    .validateStandard(new linter.TemplateFile(plain))
    .diagnostics.filter((each) => each.severity !== 'INFO' && !accepts(each));
}

const files = process.argv.length > 2 ? process.argv.slice(2) : readdirSync(templates).map((name) => join(templates, name));
const directory = mkdtempSync(join(tmpdir(), 'templates-'));
const engine = new linter.RegoEngine();
let sound = 0;
for (const file of files) {
  const findings = lint(engine, file, directory);
  for (const { severity, ruleId, message, entity } of findings) {
    console.error(`${basename(file)}: ${severity} ${ruleId} ${entity?.logicalId ?? ''}: ${message}`);
  }
  sound += findings.length === 0 ? 1 : 0;
}
rmSync(directory, { recursive: true });
console.log(`Templates linted: ${sound} sound, ${files.length - sound} not`);
process.exitCode = sound > 0 && sound === files.length ? 0 : 1;
