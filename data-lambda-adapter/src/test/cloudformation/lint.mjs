// Holds the templates to AWS's own linter, which knows every resource type and asks nobody:
//   npm ci && npm run lint
// With arguments it lints those files instead.
import linter from '@aws/cloudformation-validate';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const templates = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'main', 'cloudformation');

// The linter knows SAM's types by name only, so it is shown the resources that SAM makes of ours:
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources.html
const transformed = [
  ['AWS::Serverless::Function', 'AWS::Lambda::Function'],
  ['CodeUri:', 'Code:'],
  [' Bucket: !Ref CodeBucket', ' S3Bucket: !Ref CodeBucket'],
  [' Key: !Ref CodeKey', ' S3Key: !Ref CodeKey'],
  [/^ +(AutoPublishAlias|VersionDescription|AlwaysDeploy).*\n/gm, ''],
  ['!Ref Function.Alias', '!Ref Function'],
  [/\bTracing: (!If .*)\n/g, 'TracingConfig: {Mode: $1}\n'],
  // The stage of the API is a resource of its own.
  [
    /^ {6}TracingEnabled:[^]*?(?=^ {6}#[^\n]*\n {6}MinimumCompressionSize)([^]*?)(?=^Outputs:)/gm,
    (all, rest) =>
      rest +
      '  ApiDeployment:\n    Type: AWS::ApiGateway::Deployment\n    Properties: {RestApiId: !Ref Api}\n' +
      '  ApiStage:\n    Type: AWS::ApiGateway::Stage\n    Properties:\n' +
      '      RestApiId: !Ref Api\n      DeploymentId: !Ref ApiDeployment\n' +
      all.slice(0, all.length - rest.length),
  ],
  ['Api.Stage', 'ApiStage'],
  ['AWS::Serverless::Api', 'AWS::ApiGateway::RestApi'],
  ['DefinitionBody:', 'Body:'],
  ['{Type: REGIONAL}', '{Types: [REGIONAL]}'],
  [/^ +(StageName: !Ref|OpenApiVersion:).*\n/gm, ''],
];

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
  writeFileSync(plain, transformed.reduce((text, [from, to]) => text.replaceAll(from, to), readFileSync(file, 'utf8')));
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
