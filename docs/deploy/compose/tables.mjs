// Creates the tables of portal-account.yaml in the DynamoDB of AWS_ENDPOINT_URL_DYNAMODB. A table that exists is left alone.
//
//     node tables.mjs portal-account.yaml

import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import {
  CreateTableCommand,
  DynamoDBClient,
  ListTablesCommand,
  ResourceInUseException,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { parse } from 'yaml';

const [, , file] = process.argv;
if (file === undefined) {
  console.error('The path of portal-account.yaml is missing: node tables.mjs portal-account.yaml');
  process.exit(2);
}

// "!Ref UsecasesTable" is read as the text "UsecasesTable"; a warning about each unknown tag helps nobody
const template = parse(readFileSync(file, 'utf8'), { logLevel: 'silent' });
const definitions = Object.values(template.Resources)
  .filter((resource) => resource.Type === 'AWS::DynamoDB::Table')
  .map((resource) => resource.Properties);
if (definitions.length === 0) {
  console.error(`${file} contains no table.`);
  process.exit(2);
}

const client = new DynamoDBClient({ maxAttempts: 1 });
await waitForDynamoDb(60_000);

for (const definition of definitions) {
  const TableName = template.Parameters[definition.TableName].Default;
  // Backups and encryption are settings of AWS that DynamoDB Local does not have.
  const { AttributeDefinitions, BillingMode, GlobalSecondaryIndexes, KeySchema, TimeToLiveSpecification } = definition;
  try {
    await client.send(
      new CreateTableCommand({ TableName, AttributeDefinitions, BillingMode, GlobalSecondaryIndexes, KeySchema }),
    );
  } catch (error) {
    if (error instanceof ResourceInUseException) {
      console.log(`The table ${TableName} exists.`);
      continue;
    }
    throw error;
  }
  await waitUntilTableExists({ client, maxWaitTime: 30 }, { TableName });
  if (TimeToLiveSpecification !== undefined) {
    await client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }));
  }
  console.log(`The table ${TableName} was created.`);
}

/** DynamoDB Local starts at the same time as this. */
async function waitForDynamoDb(milliseconds) {
  const end = Date.now() + milliseconds;
  for (;;) {
    try {
      await client.send(new ListTablesCommand({}));
      return;
    } catch (error) {
      if (Date.now() > end) {
        throw error;
      }
      await pause(250);
    }
  }
}
