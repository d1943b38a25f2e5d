import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';

const RESULTS: Partial<Record<string, { type: StatusIndicatorProps.Type; text: string }>> = {
  success: { type: 'success', text: 'Success' },
  denied: { type: 'stopped', text: 'Denied' },
  failure: { type: 'error', text: 'Failure' },
  started: { type: 'in-progress', text: 'Started' },
};

/** How a call ended. The text is the stored one if this version does not know it. */
export function AuditResult({ result }: { result: string | undefined }) {
  const known = result === undefined ? undefined : RESULTS[result];
  return known ? <StatusIndicator type={known.type}>{known.text}</StatusIndicator> : (result ?? '-');
}
