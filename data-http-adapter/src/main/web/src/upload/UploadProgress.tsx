import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ProgressBar from '@cloudscape-design/components/progress-bar';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { fileCount, formatDuration, formatNumber, humanSize } from '../services/format';
import { uploadTexts } from '../texts/upload';
import type { Snapshot } from './engine';
import type { UploadItem } from './uploadItem';

interface UploadProgressProps {
  readonly state: Snapshot;
  readonly onPause: () => void;
  readonly onResume: () => void;
  readonly onCancel: () => void;
}

/** The progress of the whole upload, and of each file that is being sent. */
export function UploadProgress({ state, onPause, onResume, onCancel }: UploadProgressProps) {
  const { stage } = state;
  if (stage !== 'running' && stage !== 'paused') {
    return null;
  }
  return (
    <SpaceBetween size="s">
      <div data-testid="upload-progress">
        <ProgressBar
          label={stage === 'paused' ? 'Paused' : 'Uploading'}
          value={percentSent(state)}
          description={rateText(state)}
          additionalInfo={countsText(state)}
        />
      </div>
      <div role="status" data-testid="upload-stalled">
        {state.stalled && <StatusIndicator type="warning">{uploadTexts.stalled}</StatusIndicator>}
      </div>
      <SpaceBetween size="xs" direction="horizontal">
        {stage === 'running' ? (
          <Button iconName="pause" onClick={onPause}>
            Pause
          </Button>
        ) : (
          <Button iconName="play" variant="primary" onClick={onResume}>
            Resume
          </Button>
        )}
        <Button iconName="close" onClick={onCancel}>
          Cancel the upload
        </Button>
      </SpaceBetween>
      {stage === 'running' && <SendingFiles items={state.sending} />}
    </SpaceBetween>
  );
}

function SendingFiles({ items }: { readonly items: readonly UploadItem[] }) {
  return (
    <ul className="upload-sending" aria-label="On their way" data-testid="upload-sending">
      {items.map(item => (
        <li key={item.id}>
          <Box variant="span">{`${item.path} (${humanSize(item.size)})`}</Box>
          <progress aria-label={item.path} value={item.sent} max={Math.max(1, item.size)} />
        </li>
      ))}
    </ul>
  );
}

function percentSent({ bytesSent, bytesTotal, counts }: Snapshot): number {
  const share = bytesTotal > 0 ? bytesSent / bytesTotal : counts.done / Math.max(1, counts.done + counts.waiting);
  return Math.min(100, Math.floor(share * 100));
}

const DAY_SECONDS = 24 * 60 * 60;

/** Without the rate and the time left while they mean nothing. */
function rateText({ stage, stalled, bytesSent, bytesTotal, bytesPerSecond, secondsLeft }: Snapshot): string {
  const sent = `${humanSize(bytesSent)} of ${humanSize(bytesTotal)}`;
  if (stage === 'paused' || stalled || !bytesPerSecond || secondsLeft === undefined) {
    return sent;
  }
  const rate = `${sent}, ${humanSize(bytesPerSecond)}/s`;
  return secondsLeft > DAY_SECONDS ? rate : `${rate}, about ${formatDuration(secondsLeft)} left`;
}

function countsText({ counts }: Snapshot): string {
  const { done, failed, skipped, conflict, missing } = counts;
  const total = done + failed + conflict + counts.waiting + counts.sending;
  return [
    `${formatNumber(done)} of ${fileCount(total)} done`,
    failed > 0 && `${formatNumber(failed)} failed`,
    skipped > 0 && `${formatNumber(skipped)} skipped`,
    conflict > 0 && `${formatNumber(conflict)} to be asked about`,
    missing > 0 && `${formatNumber(missing)} still to be chosen again`,
  ]
    .filter(Boolean)
    .join(', ');
}
