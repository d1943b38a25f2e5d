import type { DateRangePickerProps } from '@cloudscape-design/components/date-range-picker';
import type { AuditFilter } from '../services/api';

/** What the user has filled in. */
export interface AuditFields {
  period: DateRangePickerProps.Value | null;
  actor: string;
  action: string;
}

export const NO_FIELDS: AuditFields = { period: null, actor: '', action: '' };

/** The actions that the server writes. Other programs may write others. */
export const ACTIONS: readonly string[] = [
  'assign_role',
  'configure_data_account',
  'create_bucket',
  'create_folder',
  'create_usecase',
  'delete_usecase',
  'get_usecase',
  'grant_multipart_upload',
  'grant_upload',
  'grant_uploads',
  'list_audit_events',
  'list_buckets',
  'list_folder',
  'list_roles',
  'revoke_role',
  'update_usecase',
];

const MILLIS = { second: 1_000, minute: 60_000, hour: 3_600_000, day: 86_400_000, week: 604_800_000 };

/**
 * The filter for the fields.
 *
 * @param now the time from which a relative period is counted back, in milliseconds
 */
export function auditFilterOf({ period, actor, action }: AuditFields, now: number): AuditFilter {
  return { ...timesOf(period, now), actor: actor.trim() || undefined, action: action.trim() || undefined };
}

/** Whether the filter leaves out any event. */
export function isFiltering(filter: AuditFilter): boolean {
  return Object.values(filter).some(value => value !== undefined);
}

function timesOf(period: DateRangePickerProps.Value | null, now: number): Pick<AuditFilter, 'from' | 'to'> {
  if (period === null) {
    return { from: undefined, to: undefined };
  }
  if (period.type === 'relative') {
    return { from: new Date(startOf(period, now)).toISOString(), to: undefined };
  }
  // the user sees the last second of the period, and the server excludes the end
  const end = new Date(period.endDate).getTime() + MILLIS.second;
  return { from: new Date(period.startDate).toISOString(), to: new Date(end).toISOString() };
}

function startOf({ amount, unit }: DateRangePickerProps.RelativeValue, now: number): number {
  const start = new Date(now);
  switch (unit) {
    case 'month':
      return start.setMonth(start.getMonth() - amount);
    case 'year':
      return start.setFullYear(start.getFullYear() - amount);
    default:
      return now - amount * MILLIS[unit];
  }
}

/** Whether the picker may take the period. */
export function checkPeriod(period: DateRangePickerProps.Value | null): DateRangePickerProps.ValidationResult {
  if (period?.type === 'absolute' && !(new Date(period.startDate) <= new Date(period.endDate))) {
    return { valid: false, errorMessage: 'Choose a start and an end that is not before it.' };
  }
  if (period?.type === 'relative' && !(period.amount >= 1)) {
    return { valid: false, errorMessage: 'Enter a duration of at least 1.' };
  }
  return { valid: true };
}
