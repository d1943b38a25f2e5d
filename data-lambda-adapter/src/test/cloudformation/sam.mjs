// The resources that SAM makes of ours, for tools that know SAM's types by name only:
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources.html
// The version of the function and the permissions that SAM adds are missing.
import { readFileSync } from 'node:fs';

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

/** The text of the template with the types of CloudFormation in place of those of SAM. */
export function plainTemplate(file) {
  return transformed.reduce((text, [from, to]) => text.replaceAll(from, to), readFileSync(file, 'utf8'));
}
