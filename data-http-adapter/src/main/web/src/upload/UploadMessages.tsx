import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { fileCount, formatDuration, formatNumber, humanSize } from '../services/format';
import { uploadTexts } from '../texts/upload';
import type { Snapshot } from './engine';

/** The files of an interrupted upload that are listed by name. */
const MAX_SHOWN = 100;

/** Says that uploads were interrupted by a reload, which files are left, and how to resume. */
export function InterruptedUpload({ state, onDiscard }: { readonly state: Snapshot; readonly onDiscard: () => void }) {
  const { counts, missing } = state;
  if (counts.missing === 0) {
    return null;
  }
  return (
    <div role="status" data-testid="upload-interrupted">
      <Alert
        type="warning"
        header={uploadTexts.interrupted(counts.missing)}
        action={<Button onClick={onDiscard}>{uploadTexts.discard}</Button>}
      >
        {uploadTexts.interruptedDetail}
        <ExpandableSection headerText={uploadTexts.showFiles}>
          <ul>
            {missing.slice(0, MAX_SHOWN).map(({ id, key }) => (
              <li key={id}>{key}</li>
            ))}
            {missing.length > MAX_SHOWN && <li>{uploadTexts.moreFiles(missing.length - MAX_SHOWN)}</li>}
          </ul>
        </ExpandableSection>
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
  const total = Object.values(counts).reduce((sum, each) => sum + each, 0) - counts.missing;
  if ((stage !== 'finished' && stage !== 'interrupted') || total === 0) {
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
