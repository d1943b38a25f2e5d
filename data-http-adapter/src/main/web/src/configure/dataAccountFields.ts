import type { ConfigureRequest, Usecase } from '../services/api';
import { bucketNameError } from '../services/bucketName';
import { folderPathError } from '../services/folderPath';
import { toPrefix } from '../services/prefix';

/** The text in the fields of the form. A setting that is not set is empty. */
export interface DataAccountFields {
  option: 'A' | 'B';
  accountId: string;
  roleArn: string;
  externalId: string;
  bucket: string;
  prefix: string;
}

export type DataAccountErrors = Partial<Record<keyof DataAccountFields, string>>;

export function toFields(usecase: Usecase): DataAccountFields {
  const account = usecase.data_account_id;
  const separate = account !== undefined && account !== usecase.account_id;
  return {
    option: separate ? 'B' : 'A',
    accountId: account ?? '',
    roleArn: usecase.data_account_role_arn ?? '',
    externalId: usecase.data_account_external_id ?? '',
    bucket: usecase.data_s3_bucket ?? '',
    prefix: usecase.data_s3_prefix ?? '',
  };
}

// The patterns of AccountId, RoleArn and ExternalId in data-core.
const ACCOUNT = /^[0-9]{12}$/;
const ROLE = /^arn:aws(?:-[a-z]{2,16}(?:-[a-z]{1,16})?)?:iam::([0-9]{12}):role\/(?:[!-~]{1,510}\/)?[\w+=,.@-]{1,64}$/;
const EXTERNAL_ID = /^[\w+=,.@:/-]{2,1224}$/;

export function dataAccountErrors(fields: DataAccountFields): DataAccountErrors {
  return {
    ...(fields.option === 'B' ? separateErrors(fields) : {}),
    ...errorFor('bucket', fields.bucket === '' ? undefined : bucketNameError(fields.bucket)),
    ...errorFor('prefix', fields.prefix === '' ? undefined : folderPathError(fields.prefix)),
  };
}

function separateErrors({ accountId, roleArn, externalId }: DataAccountFields): DataAccountErrors {
  const roleAccount = ROLE.exec(roleArn)?.[1];
  return {
    ...errorFor('accountId', ACCOUNT.test(accountId) ? undefined : 'Must be the 12 digits of an AWS account.'),
    ...errorFor('roleArn', roleError(roleAccount, accountId)),
    ...errorFor(
      'externalId',
      externalId === '' || EXTERNAL_ID.test(externalId)
        ? undefined
        : 'Must be 2 to 1,224 letters, digits or characters of _ + = , . @ : / -, or empty for a new one',
    ),
  };
}

function roleError(roleAccount: string | undefined, accountId: string): string | undefined {
  if (roleAccount === undefined) {
    return 'Must be the ARN of an IAM role, such as arn:aws:iam::123456789012:role/DDADataAccessRole.';
  }
  return ACCOUNT.test(accountId) && roleAccount !== accountId
    ? `Is a role of account ${roleAccount}, but the data account is ${accountId}: make them the same.`
    : undefined;
}

function errorFor(field: keyof DataAccountFields, error: string | undefined): DataAccountErrors {
  return error === undefined ? {} : { [field]: error };
}

/**
 * The request that changes the stored settings to those of the form. A null clears a setting. The request is empty if
 * nothing changes.
 */
export function toConfigureRequest(stored: DataAccountFields, wanted: DataAccountFields): ConfigureRequest {
  const separate = wanted.option === 'B';
  const to = {
    data_account_id: [stored.accountId, separate ? wanted.accountId : ''],
    data_account_role_arn: [stored.roleArn, separate ? wanted.roleArn : ''],
    data_account_external_id: [stored.externalId, separate ? wanted.externalId : ''],
    data_s3_bucket: [stored.bucket, wanted.bucket],
    data_s3_prefix: [stored.prefix, toPrefix(wanted.prefix)],
  } as const;
  const changed = Object.entries(to).filter(([, [before, after]]) => before !== after);
  return Object.fromEntries(changed.map(([name, [, after]]) => [name, after === '' ? null : after]));
}
