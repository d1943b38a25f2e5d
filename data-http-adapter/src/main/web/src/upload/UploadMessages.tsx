import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { fileCount, formatDuration, formatNumber, humanSize } from '../services/format';
import type { Snapshot } from './engine';

/** Says that an upload was interrupted by a reload, and how to resume it. */
export function InterruptedUpload({ state, onDiscard }: { readonly state: Snapshot; readonly onDiscard: () => void }) {
  const { counts, stage } = state;
  if (stage !== 'interrupted') {
    return null;
  }
  return (
    <div role="status" data-testid="upload-interrupted">
      <Alert
        type="warning"
        header={`An upload was interrupted: ${fileCount(counts.missing)} still to send`}
        action={<Button onClick={onDiscard}>Discard it</Button>}
      >
        To resume, choose or drop the same files or the same folder again below. The browser does not let a page keep
        them over a reload. What S3 has already, whole files and parts of big ones, is not sent again.
      </Alert>
    </div>
  );
}

export function CheckingNames({ state, onCancel }: { readonly state: Snapshot; readonly onCancel: () => void }) {
  if (state.planning !== 'checking') {
    return null;
  }
  return (
    <SpaceBetween size="xs" direction="horizontal" alignItems="center">
      <StatusIndicator type="loading">
        {`Looking for files of the same name: ${formatNumber(state.namesFound)} in the bucket so far`}
      </StatusIndicator>
      <Button variant="inline-link" onClick={onCancel}>
        Do not upload them
      </Button>
    </SpaceBetween>
  );
}

/** The summary of a finished upload. */
export function FinishedUpload({ state, onDismiss }: { readonly state: Snapshot; readonly onDismiss: () => void }) {
  const { counts, stage } = state;
  const total = Object.values(counts).reduce((sum, each) => sum + each, 0);
  if (stage !== 'finished' || total === 0) {
    return null;
  }
  const type = counts.failed > 0 ? 'error' : counts.cancelled > 0 ? 'warning' : 'success';
  return (
    <div role="status" data-testid="upload-outcome">
      <Alert type={type} dismissible i18nStrings={{ dismissAriaLabel: 'Clear this upload away' }} onDismiss={onDismiss}>
        {summary(state)}
      </Alert>
    </div>
  );
}

function summary({ counts, bytesDone, elapsedMs }: Snapshot): string {
  const rest = [
    counts.failed > 0 && `${fileCount(counts.failed)} failed`,
    counts.skipped > 0 && `${fileCount(counts.skipped)} skipped`,
    counts.cancelled > 0 && `${fileCount(counts.cancelled)} cancelled`,
  ].filter(Boolean);
  const done = `Done: ${fileCount(counts.done)}, ${humanSize(bytesDone)} in ${formatDuration(elapsedMs / 1000)}`;
  return `${[done, ...rest].join('; ')}.`;
}
