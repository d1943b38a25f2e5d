import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { ConflictDialog } from './ConflictDialog';
import type { Choice, Conflict } from './conflicts';
import { DropZone } from './DropZone';
import type { Snapshot } from './engine';
import { FailedFiles } from './FailedFiles';
import { pickedFile } from './testing';
import { Totals } from './totals';
import { type PickedFile, toItem, type UploadItem } from './uploadItem';
import { FinishedUpload, InterruptedUpload } from './UploadMessages';
import { UploadProgress } from './UploadProgress';

afterEach(cleanup);

const NONE = new Totals().counts;

function state(over: Partial<Snapshot>): Snapshot {
  return {
    stage: 'running',
    planning: 'no',
    namesFound: 0,
    conflicts: [],
    notice: undefined,
    counts: NONE,
    bytesTotal: 0,
    bytesSent: 0,
    bytesDone: 0,
    bytesPerSecond: undefined,
    secondsLeft: undefined,
    elapsedMs: 0,
    sending: [],
    failed: [],
    missing: [],
    stalled: false,
    ...over,
  };
}

function item(id: number, path: string, size = 10): UploadItem {
  return toItem(id, { ...pickedFile(path), size, modified: 1 }, '');
}

const MIB = 1024 * 1024;
const ignore = () => undefined;

describe('Progress', () => {
  it('says how much, how fast and how long', () => {
    const given = state({
      counts: { ...NONE, done: 1200, waiting: 800, failed: 3, skipped: 2 },
      bytesTotal: 20 * MIB,
      bytesSent: 12.3 * MIB,
      bytesPerSecond: 1.5 * MIB,
      secondsLeft: 65,
      sending: [item(1, 'a/b.jpg')],
    });
    render(<UploadProgress state={given} onPause={ignore} onResume={ignore} onCancel={ignore} />);
    expect(screen.getByText('12.3 MB of 20.0 MB, 1.5 MB/s, about 1 min 5 s left')).toBeTruthy();
    expect(screen.getByText('1,200 of 2,003 files done, 3 failed, 2 skipped')).toBeTruthy();
    expect(screen.getByRole('progressbar', { name: 'a/b.jpg' })).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Pause' })).toBeTruthy();
  });

  it('offers to resume when paused', async () => {
    let resumed = 0;
    const resume = () => {
      resumed++;
    };
    render(<UploadProgress state={state({ stage: 'paused' })} onPause={ignore} onResume={resume} onCancel={ignore} />);
    await userEvent.click(screen.getByRole('button', { name: 'Resume' }));
    expect(resumed).toBe(1);
    expect(screen.queryByRole('button', { name: 'Pause' })).toBeNull();
  });
});

describe('messages', () => {
  it('sum up the end', () => {
    const given = state({
      stage: 'finished',
      counts: { ...NONE, done: 10_000, failed: 1, skipped: 2 },
      bytesDone: 102_400_000,
      elapsedMs: 83_000,
    });
    render(<FinishedUpload state={given} onDismiss={ignore} />);
    expect(screen.getByText('Done: 10,000 files, 97.7 MB in 1 min 23 s; 1 file failed; 2 files skipped.')).toBeTruthy();
  });

  it('say how to resume after a reload', () => {
    render(
      <InterruptedUpload state={state({ stage: 'interrupted', counts: { ...NONE, missing: 7 } })} onDiscard={ignore} />,
    );
    expect(screen.getByText('Interrupted upload: 7 files not uploaded')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Discard' })).toBeTruthy();
  });
});

describe('DropZone', () => {
  it('hands over picked files with their folders', async () => {
    const picked: PickedFile[] = [];
    render(<DropZone target="s3://b/" disabled={false} onPicked={files => picked.push(...files)} />);
    const input = screen.getByTestId('upload-files');
    const nested = Object.assign(new File(['x'], 'a.txt'), { webkitRelativePath: 'run/a.txt' });
    await userEvent.upload(input, [nested, new File(['y'], 'b.txt')]);
    expect(picked.map(({ path }) => path)).toEqual(['run/a.txt', 'b.txt']);
    expect(screen.getByTestId('upload-folder').hasAttribute('webkitdirectory')).toBe(true);
  });
});

describe('FailedFiles', () => {
  it('gives each reason, and retries one or all', async () => {
    const items = [item(1, 'a'), item(2, 'b')].map(each => ({ ...each, reason: `no ${each.path}` }));
    const retried: string[][] = [];
    render(<FailedFiles items={items} onRetry={which => retried.push(which.map(({ path }) => path))} />);
    expect(screen.getByText('no b')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Retry b' }));
    await userEvent.click(screen.getByRole('button', { name: 'Retry all' }));
    expect(retried).toEqual([['b'], ['a', 'b']]);
  });
});

describe('ConflictDialog', () => {
  const conflicts: Conflict[] = [
    { item: item(1, 'a.jpg'), stored: { size: 5, modified: '2026-11-24T00:00:00Z' } },
    { item: item(2, 'b.jpg'), stored: undefined },
  ];

  it('decides for all', async () => {
    const decided: (Choice | undefined)[] = [];
    render(
      <ConflictDialog conflicts={conflicts} onDecide={choice => decided.push(...conflicts.map(c => choice?.(c)))} />,
    );
    const dialog = within(screen.getByRole('dialog'));
    expect(dialog.getByText('2 files exist already')).toBeTruthy();
    await userEvent.click(dialog.getByRole('radio', { name: 'Keep both' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Continue' }));
    expect(decided).toEqual(['both', 'both']);
  });

  it('cancels', async () => {
    const decided: unknown[] = [];
    render(<ConflictDialog conflicts={conflicts} onDecide={choice => decided.push(choice)} />);
    await userEvent.click(screen.getByRole('button', { name: 'Do not upload' }));
    expect(decided).toEqual([undefined]);
  });
});
