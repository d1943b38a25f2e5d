import type { Usecase } from '../services/api';

/** Where a use case keeps its data. */
export interface DataLocation {
  /** A: in the account of the use case. B: in a separate data account. */
  option: 'A' | 'B';
  account: string;
  /** The role that the portal assumes; undefined if it uses its own credentials. */
  role: string | undefined;
  bucket: string | undefined;
  prefix: string;
  /** What must be configured before the use case can store data. */
  missing: 'nothing' | 'bucket' | 'access';
}

/**
 * Follows the class Usecase of data-core. An external id is not required here, because the API may hide it from the
 * user.
 */
export function dataLocationOf(usecase: Usecase): DataLocation {
  const own = usecase.account_id;
  const data = usecase.data_account_id;
  const separate = data !== undefined && data !== own;
  const role = roleOf(separate ? usecase.data_account_role_arn : usecase.cross_account_role_arn);
  const bucket = usecase.data_s3_bucket ?? usecase.s3_bucket;
  return {
    option: separate ? 'B' : 'A',
    account: separate ? data : own,
    role,
    bucket,
    prefix: usecase.data_s3_prefix ?? '',
    missing: !hasAccess(usecase, separate, role) ? 'access' : bucket === undefined ? 'bucket' : 'nothing',
  };
}

function hasAccess(usecase: Usecase, separate: boolean, role: string | undefined): boolean {
  const { data_account_id: account, data_account_role_arn: arn, data_account_external_id: externalId } = usecase;
  if (account === undefined) {
    return arn === undefined && externalId === undefined;
  }
  const fits = arn === undefined || arn.split(':')[4] === account;
  return fits && (!separate || role !== undefined);
}

/** An ARN that ends with :root names an account and not a role. */
function roleOf(arn: string | undefined): string | undefined {
  return arn?.endsWith(':root') === true ? undefined : arn;
}
