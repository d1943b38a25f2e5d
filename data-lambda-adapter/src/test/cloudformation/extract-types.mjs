// Writes what AWS's resource specification says of the resource types that our templates use, so that the tests can hold
// the templates to it without a network. To renew, or after a template uses a new type:
//   cd "$(mktemp -d)" && npm install @aws-cdk/aws-service-spec@0.1.216
//   node .../data-lambda-adapter/src/test/cloudformation/extract-types.mjs "$PWD/node_modules"
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

const tests = dirname(dirname(fileURLToPath(import.meta.url)));
const templates = join(dirname(tests), 'main', 'cloudformation');
const target = join(tests, 'resources', 'io', 'dataaccount', 'lambda', 'templates', 'cloudformation-types.json');
const spec = join(process.argv[2], '@aws-cdk', 'aws-service-spec');
const { name, version, license } = JSON.parse(readFileSync(join(spec, 'package.json'), 'utf8'));
const { schema } = JSON.parse(gunzipSync(readFileSync(join(spec, 'db.json.gz'))));
const resources = new Map(schema.resource.entities.map((each) => [each.cloudFormationType, each]));
const definitions = new Map(schema.typeDefinition.entities.map((each) => [each.$id, each]));
const types = {};

function type(of) {
  switch (of.type) {
    case 'array':
    case 'map':
      return { [of.type]: type(of.element) };
    case 'union':
      return { union: of.types.map(type) };
    case 'ref':
      return { ref: define(of.reference.$ref) };
    default:
      return of.type;
  }
}

function define(id) {
  const key = `${definitions.get(id).name}#${id}`;
  if (!(key in types)) {
    types[key] = {};
    Object.assign(types[key], properties(definitions.get(id)));
  }
  return key;
}

function properties(of) {
  return Object.fromEntries(
    Object.entries(of.properties).map(([key, value]) => [
      key,
      { type: type(value.type), ...(value.required && { required: true }) },
    ]),
  );
}

// The function of SAM passes on what it does not know itself to the function of Lambda.
const used = new Set(['AWS::Lambda::Function']);
for (const file of readdirSync(templates)) {
  for (const [, found] of readFileSync(join(templates, file), 'utf8').matchAll(/Type: (AWS::\w+::\w+)$/gm)) {
    used.add(found);
  }
}
const extract = {
  source: `${name} ${version}, ${license}`,
  resources: Object.fromEntries(
    [...used].sort().map((each) => [
      each,
      { attributes: Object.keys(resources.get(each).attributes), properties: properties(resources.get(each)) },
    ]),
  ),
  types,
};
writeFileSync(target, `${JSON.stringify(extract, null, 1)}\n`);
