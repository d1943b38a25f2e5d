import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { DataLocation } from './dataLocation';

/** Shows with an icon and a word whether the use case can store data. */
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
