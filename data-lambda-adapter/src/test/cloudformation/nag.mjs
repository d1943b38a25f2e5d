// Holds the templates to the rules "AwsSolutions" of cdk-nag:
//   npm ci && npm run nag
// The rules need values and no conditions, so every optional part of the templates is switched on and the intrinsic
// functions are evaluated as far as the parameters go. Two rules cannot see enough: APIG4 and COG4 look for the authorizer
// of methods that are resources, and ours are in the OpenAPI definition. PortalAccountTemplateTest checks those.
import { App, Stack } from 'aws-cdk-lib';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { AwsSolutionsChecks } from 'cdk-nag';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { plainTemplate } from './sam.mjs';

const templates = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'main', 'cloudformation');

const values = {
  AccessLog: 'create-role',
  BucketArns: 'arn:aws:s3:::acme-data-*',
  CertificateArn: 'arn:aws:acm:eu-central-1:111122223333:certificate/a',
  ClientIds: 'client',
  CodeBucket: 'code',
  CodeKey: 'code.zip',
  DataAccessRoleArns: 'arn:aws:iam::444455556666:role/DDADataAccessRole',
  DataBucket: 'acme-data-1',
  DataPrefix: 'raw',
  DomainName: 'data.example.com',
  EndpointRouteTableIds: 'rtb-1',
  EndpointVpcId: 'vpc-1',
  ExecutionRoleArn: 'arn:aws:iam::777788889999:role/Train',
  ExternalId: 'external-id',
  HostedZoneId: 'Z1',
  KmsKeyArn: 'arn:aws:kms:eu-central-1:111122223333:key/a',
  KmsKeyArns: 'arn:aws:kms:eu-central-1:111122223333:key/a',
  LogsKeyArn: 'arn:aws:kms:eu-central-1:111122223333:key/a',
  PortalOrigins: 'https://portal.example.com',
  PortalRoleArn: 'arn:aws:iam::111122223333:role/portal',
  ReservedConcurrency: '50',
  TableDeletionProtection: 'true',
  TablesKeyArn: 'arn:aws:kms:eu-central-1:111122223333:key/a',
  Tracing: 'true',
  UserPoolArn: 'arn:aws:cognito-idp:eu-central-1:111122223333:userpool/a',
  VpcSecurityGroupIds: 'sg-1',
  VpcSubnetIds: 'subnet-1,subnet-2',
  WebAclArn: 'arn:aws:wafv2:eu-central-1:111122223333:regional/webacl/a/b',
};

/** The findings that stay, each with its reason. One that is found no more is an error too. */
const accepted = [
  { place: 'data/DataAccessRole', rule: 'IAM5[Resource::*]', reason: 's3:ListAllMyBuckets has no resource.' },
  {
    place: 'data/DataAccessRole',
    rule: 'IAM5[Resource::arn:aws:s3:::acme-data-*]',
    reason: 'The portal creates buckets, so their names are not known before. The owner of the account chooses the pattern.',
  },
  {
    place: 'data/DataAccessRole',
    rule: 'IAM5[Resource::arn:aws:s3:::acme-data-*/*]',
    reason: 'The objects of these buckets. The session policy of each request limits it to one bucket and its prefix.',
  },
  {
    place: 'usecase/ReadDataBucket',
    rule: 'IAM5[Resource::arn:<AWS::Partition>:s3:::acme-data-1/raw/*]',
    reason: 'A training reads all objects below the prefix.',
  },
  {
    place: 'portal/FunctionRole',
    rule: 'IAM5[Resource::*]',
    reason: 'The actions of X-Ray and those on network interfaces have no resource. Both are off by default.',
  },
  {
    place: 'portal/Function',
    rule: 'L1',
    reason: 'java21 is supported until 2029 and is the one whose start is measured in COLD-START.md. Runtime has java25.',
  },
  {
    place: 'portal/Api',
    rule: 'APIG2',
    reason: 'The function checks each request and names the field; API Gateway would reply with another form of error.',
  },
  {
    place: 'portal/AccessLogRole',
    rule: 'IAM4',
    reason: 'The role is for all APIs of the account, and AWS prescribes this policy for it. It is off by default.',
  },
  {
    place: 'portal/ApiStage',
    rule: 'APIG6',
    reason: 'Execution logs have headers and bodies, with upload URLs in them. The access log and the log of the function do.',
  },
];

/** The template with values in place of parameters and conditions. */
function evaluate(template) {
  const noValue = {};
  const parameter = (name) => {
    const value = values[name] ?? template.Parameters[name].Default;
    return template.Parameters[name].Type === 'CommaDelimitedList' ? String(value).split(',') : value;
  };
  const condition = (name) => value(template.Conditions[name]);
  const substitute = (text, own) =>
    text.replaceAll(/\$\{([^!}.]+)\}/g, (all, name) => {
      if (name in own) {
        const text = value(own[name]);
        return typeof text === 'object' ? all : text;
      }
      return name in template.Parameters ? String(parameter(name)) : all;
    });
  const sub = (argument) => {
    const [text, own] = Array.isArray(argument) ? argument : [argument, {}];
    const result = substitute(text, own);
    return result.includes('${') ? { 'Fn::Sub': result } : result;
  };
  const functions = {
    Ref: (name) => (name === 'AWS::NoValue' ? noValue : name in template.Parameters ? parameter(name) : { Ref: name }),
    Condition: condition,
    'Fn::If': ([name, yes, no]) => value(condition(name) ? yes : no),
    'Fn::Equals': ([one, other]) => String(value(one)) === String(value(other)),
    'Fn::Not': ([one]) => !value(one),
    'Fn::And': (all) => all.every(value),
    'Fn::Or': (all) => all.some(value),
    'Fn::Sub': sub,
    'Fn::Split': ([by, text]) => {
      const whole = value(text);
      return typeof whole === 'string' ? whole.split(by) : { 'Fn::Split': [by, whole] };
    },
    'Fn::Select': ([index, list]) => value(list)[index],
    'Fn::Join': ([by, list]) => {
      const parts = value(list);
      return parts.every((each) => typeof each !== 'object') ? parts.join(by) : { 'Fn::Join': [by, parts] };
    },
    'Fn::FindInMap': ([map, key, name]) => template.Mappings[map][key][name],
  };
  function value(tree) {
    if (Array.isArray(tree)) {
      return tree.map(value).filter((each) => each !== noValue);
    }
    if (tree === null || typeof tree !== 'object') {
      return tree;
    }
    const [name, ...others] = Object.keys(tree);
    if (others.length === 0 && name in functions) {
      return functions[name](tree[name]);
    }
    return Object.fromEntries(
      Object.entries(tree)
        .map(([key, each]) => [key, value(each)])
        .filter(([, each]) => each !== noValue),
    );
  }
  const present = Object.entries(template.Resources).filter(([, each]) => !each.Condition || condition(each.Condition));
  return {
    Resources: Object.fromEntries(
      present.map(([id, { Condition, ...resource }]) => [id, { ...resource, Properties: value(resource.Properties) }]),
    ),
  };
}

/** The template as JSON. */
function read(name, directory) {
  const file = join(directory, name);
  writeFileSync(file, plainTemplate(join(templates, name)));
  const stack = new Stack(new App({ outdir: join(directory, `${name}.read`), analyticsReporting: false }), 'Read');
  new CfnInclude(stack, 'Template', { templateFile: file });
  return stack.resolve(stack._toCloudFormation());
}

function findings(name, directory) {
  const file = join(directory, `${name}.json`);
  writeFileSync(file, JSON.stringify(evaluate(read(name, directory))));
  const app = new App({ outdir: join(directory, `${name}.out`), analyticsReporting: false });
  new CfnInclude(new Stack(app, 'Stack'), 'Template', { templateFile: file });
  const report = new AwsSolutionsChecks(app).validate({ appConstruct: app });
  return report.violations.flatMap(({ ruleName, description, violatingResources }) =>
    violatingResources.map(({ constructPath }) => ({
      place: `${name.replace('-account.yaml', '')}/${constructPath.split('/').pop()}`,
      rule: ruleName.replace('AwsSolutions-', ''),
      description,
    })),
  );
}

const directory = mkdtempSync(join(tmpdir(), 'nag-'));
const found = readdirSync(templates).flatMap((name) => findings(name, directory));
rmSync(directory, { recursive: true });
const matches = (finding, { place, rule }) =>
  finding.place === place && (finding.rule === rule || finding.rule.startsWith(`${rule}[`));
const open = found.filter((each) => !accepted.some((one) => matches(each, one)));
const unused = accepted.filter((one) => !found.some((each) => matches(each, one)));
open.forEach(({ place, rule, description }) => console.error(`${place}: ${rule}: ${description}`));
unused.forEach(({ place, rule }) => console.error(`${place}: ${rule} is found no more: remove it from nag.mjs`));
console.log(`AwsSolutions: ${open.length} open findings, ${found.length - open.length} accepted`);
process.exitCode = open.length + unused.length === 0 && found.length > 0 ? 0 : 1;
