import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { DataLocation } from './dataLocation';

/** Whether data can be put somewhere, in a word with its icon. */
export function UsecaseStatus({ missing }: Pick<DataLocation, 'missing'>) {
  switch (missing) {
    case 'nothing':
      return <StatusIndicator type="success">Configured</StatusIndicator>;
    case 'bucket':
      return <StatusIndicator type="info">No data bucket yet</StatusIndicator>;
    case 'access':
      return <StatusIndicator type="warning">Access incomplete</StatusIndicator>;
  }
}
