import type { Usecase } from '../services/api';

/** What a reader must know of where the data of a use case lives. */
export interface DataLocation {
  /** A: in the use case's own account; B: in a data account of its own. */
  option: 'A' | 'B';
  account: string;
  /** The role that the portal takes there; none where its own credentials do. */
  role: string | undefined;
  bucket: string | undefined;
  prefix: string;
  /** What is missing before data can be put anywhere, if anything is. */
  missing: 'nothing' | 'bucket' | 'access';
}

/** As data-core's Usecase decides it; an external id may be hidden from the reader, so it is not asked for. */
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

/** An ARN ending in :root names the account, and no role that could be taken. */
function roleOf(arn: string | undefined): string | undefined {
  return arn?.endsWith(':root') === true ? undefined : arn;
}
