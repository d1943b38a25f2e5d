import Alert from '@cloudscape-design/components/alert';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { usePageContext } from '../shared/pageContext';
import { ConflictDialog } from './ConflictDialog';
import { DropZone } from './DropZone';
import { engineFor } from './engineRegistry';
import { FailedFiles } from './FailedFiles';
import type { PickedFile } from './uploadItem';
import { CheckingNames, FinishedUpload, InterruptedUpload } from './UploadMessages';
import { UploadProgress } from './UploadProgress';
import { useOnUploaded } from './useOnUploaded';
import './upload.css';

export interface UploadPanelProps {
  readonly usecase: string;
  readonly bucket: string;
  readonly prefix: string;
  /** False while the page shows another bucket. */
  readonly acceptsFiles?: boolean;
  readonly onUploaded: () => void;
}

/** The upload to one bucket: the drop zone, the progress, the questions and the errors. */
export function UploadPanel({ usecase, bucket, prefix, acceptsFiles = true, onUploaded }: UploadPanelProps) {
  const { api } = usePageContext();
  const engine = useMemo(() => engineFor(api, usecase, bucket), [api, usecase, bucket]);
  const state = useSyncExternalStore(engine.subscribe, engine.snapshot);
  const { stage, planning, notice, conflicts } = state;
  const busy = stage === 'running' || stage === 'paused' || planning !== 'no';
  useLeaveWarning(busy);
  useOnUploaded(stage, state.counts.done, onUploaded);
  const addFiles = (picked: readonly PickedFile[]) => void engine.add(picked, prefix);
  return (
    <div className="upload" data-testid="upload-panel" data-stage={stage} data-planning={planning}>
      <SpaceBetween size="m">
        {notice && (
          <div role={notice.tone ? 'status' : 'alert'} data-testid="upload-notice">
            <Alert type={notice.tone ?? 'error'} header={notice.title}>
              {notice.detail}
            </Alert>
          </div>
        )}
        <InterruptedUpload state={state} onDiscard={() => void engine.discard()} />
        {(acceptsFiles || stage === 'interrupted') && (
          <DropZone target={`s3://${bucket}/${prefix}`} disabled={planning !== 'no'} onPicked={addFiles} />
        )}
        <CheckingNames
          state={state}
          onCancel={() => {
            engine.cancelPlanning();
          }}
        />
        <UploadProgress
          state={state}
          onPause={() => {
            engine.pause();
          }}
          onResume={() => {
            engine.resume();
          }}
          onCancel={() => void engine.cancel()}
        />
        <FinishedUpload state={state} onDismiss={() => void engine.dismiss()} />
        <FailedFiles items={state.failed} onRetry={items => void engine.retry(items)} />
      </SpaceBetween>
      {planning === 'asking' && (
        <ConflictDialog
          conflicts={conflicts}
          onDecide={choice => {
            engine.resolveConflicts(choice);
          }}
        />
      )}
    </div>
  );
}

/** Makes the browser ask for confirmation before the user leaves the page. */
function useLeaveWarning(busy: boolean): void {
  useEffect(() => {
    if (!busy) {
      return undefined;
    }
    const warn = (event: BeforeUnloadEvent) => {
      event.preventDefault();
    };
    window.addEventListener('beforeunload', warn);
    return () => {
      window.removeEventListener('beforeunload', warn);
    };
  }, [busy]);
}
