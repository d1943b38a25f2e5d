import type { Choice, Conflict } from './conflicts';
import type { EngineDependencies } from './engineDependencies';
import { Sender } from './sender';
import { Stall } from './stall';
import { Throughput } from './throughput';
import type { Counts } from './totals';
import type { PickedFile, UploadItem } from './uploadItem';
import { UploadItemStore } from './uploadItemStore';
import { rejectionReason, UploadPlanner } from './uploadPlanner';
import { noticeFromError, type UploadNotice } from './uploadSigner';
import { withRetry } from './withRetry';

const NOTIFY_INTERVAL_MS = 250;
const STALLED_MS = 3000;

export type Stage = 'idle' | 'running' | 'paused' | 'finished' | 'interrupted';

export interface Snapshot {
  readonly stage: Stage;
  /** What the engine does with new files before it sends them. */
  readonly planning: 'no' | 'checking' | 'asking';
  /** How many files were found in the bucket so far. */
  readonly namesFound: number;
  readonly conflicts: readonly Conflict[];
  readonly notice: UploadNotice | undefined;
  readonly counts: Counts;
  readonly bytesTotal: number;
  readonly bytesSent: number;
  readonly bytesDone: number;
  readonly bytesPerSecond: number | undefined;
  readonly secondsLeft: number | undefined;
  /** The time since the start, without pauses. */
  readonly elapsedMs: number;
  readonly sending: readonly UploadItem[];
  readonly failed: readonly UploadItem[];
  /** The files of interrupted uploads that the user has not chosen again. */
  readonly missing: readonly UploadItem[];
  /** Whether nothing was sent for STALLED_MS although files are being sent. */
  readonly stalled: boolean;
}

/** Uploads files to one bucket. No method rejects. */
export class UploadEngine {
  readonly #dependencies: EngineDependencies;
  readonly #itemStore: UploadItemStore;
  readonly #planner: UploadPlanner;
  readonly #sender: Sender;
  readonly #throughput = new Throughput();
  readonly #stall = new Stall();
  readonly #listeners = new Set<() => void>();
  #stage: Stage = 'idle';
  #notice: UploadNotice | undefined;
  #elapsedMs = 0;
  #runningSince: number | undefined;
  #notifyScheduled = false;
  #snapshot: Snapshot;

  constructor(dependencies: EngineDependencies) {
    this.#dependencies = { ...dependencies, signer: withRetry(dependencies.signer, dependencies.clock) };
    this.#itemStore = new UploadItemStore(this.#dependencies, () => {
      this.#notifySoon();
    });
    this.#planner = new UploadPlanner(this.#dependencies, this.#itemStore, () => {
      this.#notify();
    });
    this.#sender = new Sender(this.#dependencies, this.#itemStore, {
      onDrained: () => void this.#onDrained(),
      onHalted: notice => {
        this.#endRun('paused', notice);
      },
    });
    this.#snapshot = this.#createSnapshot();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** The state to show. It is the same object until something changes. */
  snapshot = (): Snapshot => this.#snapshot;

  /** Loads the interrupted uploads of earlier pages from the journal. They become one. */
  async restore(): Promise<void> {
    const { journal, usecase, bucket } = this.#dependencies;
    for (const { session, entries } of await journal.unfinished(usecase, bucket)) {
      if (entries.length === 0) {
        await journal.close(session.id);
      } else if (this.#stage === 'idle') {
        this.#stage = 'interrupted';
        await this.#itemStore.restore(session, entries);
      } else {
        await this.#itemStore.adopt(entries);
        await journal.close(session.id);
      }
    }
    this.#notify();
  }

  /** Adds files. Looks for files of the same name, asks about them, and then starts to send. */
  async add(picked: readonly PickedFile[], prefix: string): Promise<void> {
    if (this.#planner.state !== 'no' || picked.length === 0) {
      return;
    }
    this.#notice = undefined;
    if (this.#stage === 'finished' && this.#itemStore.failed.size === 0) {
      await this.#reset();
    }
    await this.#enqueuePlanned(
      this.#planner.plan(picked, prefix, notice => {
        this.#notice = notice;
      }),
    );
  }

  /** Decides about the conflicts. With undefined, none of the files of this selection is uploaded. */
  resolveConflicts(choose: ((conflict: Conflict) => Choice) | undefined): void {
    this.#planner.resolveConflicts(choose);
  }

  /** Cancels the check of new files. None of them is uploaded. */
  cancelPlanning(): void {
    this.#planner.cancelPlanning();
  }

  pause(): void {
    if (this.#stage === 'running') {
      this.#sender.stop();
      this.#endRun('paused', undefined);
    }
  }

  resume(): void {
    if (this.#stage === 'paused') {
      this.#notice = undefined;
      this.#startRun();
    }
  }

  /** Sends failed files again, except for those that S3 can never accept. */
  async retry(items: readonly UploadItem[] = [...this.#itemStore.failed]): Promise<void> {
    const again = items.filter(
      item => this.#itemStore.failed.has(item) && item.file && rejectionReason(item) === undefined,
    );
    if (again.length > 0) {
      this.#notice = undefined;
      await this.#itemStore.markWaiting(again);
      this.#sender.enqueue(again);
      this.#startRun();
    }
  }

  /** Cancels the files that are not sent yet and aborts their multipart uploads in S3. Interrupted uploads stay. */
  async cancel(): Promise<void> {
    this.#planner.cancelPlanning();
    const cancelled = this.#itemStore.items.filter(({ state }) => state !== 'done' && state !== 'missing');
    this.#itemStore.cancelUnfinished();
    this.#sender.clear();
    this.#sender.stop();
    await this.#endCancelled(cancelled);
  }

  /** Removes a finished upload from the page. */
  async dismiss(): Promise<void> {
    if (this.#stage === 'finished') {
      await this.#reset();
    }
  }

  /** Removes the interrupted uploads from the page and from the journal, and aborts their multipart uploads in S3. */
  async discard(): Promise<void> {
    const missing = this.#itemStore.inState('missing');
    this.#itemStore.discardMissing();
    if (this.#stage !== 'interrupted') {
      this.#notify();
      await this.#abortAllInS3(missing);
      return;
    }
    await this.#endCancelled(missing);
    await this.dismiss();
  }

  async #endCancelled(cancelled: readonly UploadItem[]): Promise<void> {
    if (this.#itemStore.totals.counts.missing > 0) {
      this.#endRun('interrupted', undefined);
    } else {
      this.#endRun('finished', undefined);
      await this.#itemStore.closeJournal();
    }
    await this.#abortAllInS3(cancelled);
  }

  async #abortAllInS3(items: readonly UploadItem[]): Promise<void> {
    for (const item of items.filter(({ uploadId }) => uploadId !== undefined)) {
      await this.#abortInS3(item);
    }
  }

  async #enqueuePlanned(planned: Promise<UploadItem[]>): Promise<void> {
    try {
      const items = await planned;
      await this.#itemStore.markWaiting(items);
      this.#sender.enqueue(items);
      if (this.#stage !== 'paused' && this.#needsRun(items)) {
        this.#startRun();
      }
    } catch (e) {
      if (!this.#planner.cancelled) {
        this.#notice = noticeFromError(e);
      }
    }
    this.#notify();
  }

  // a selection whose files were all skipped or rejected must still reach the stage "finished"
  #needsRun(items: readonly UploadItem[]): boolean {
    return items.length > 0 || (this.#itemStore.items.length > 0 && this.#stage === 'idle');
  }

  #startRun(): void {
    if (this.#stage !== 'running') {
      this.#stage = 'running';
      this.#throughput.reset();
      this.#stall.reset();
      this.#runningSince = this.#dependencies.clock.now();
    }
    this.#sender.start();
    this.#notify();
  }

  #endRun(stage: Stage, notice: UploadNotice | undefined): void {
    this.#stage = stage;
    this.#notice = notice;
    this.#elapsedMs += this.#runningSince === undefined ? 0 : this.#dependencies.clock.now() - this.#runningSince;
    this.#runningSince = undefined;
    this.#notify();
  }

  async #onDrained(): Promise<void> {
    const { counts } = this.#itemStore.totals;
    this.#endRun(counts.missing > 0 ? 'interrupted' : 'finished', this.#notice);
    const lateConflicts = this.#itemStore.inState('conflict');
    if (lateConflicts.length > 0 && this.#planner.state === 'no') {
      const before = lateConflicts.map(item => ({ ...item }));
      await this.#enqueuePlanned(
        this.#planner.planLateConflicts(lateConflicts).finally(() => this.#abortMovedUploads(lateConflicts, before)),
      );
    }
    await this.#closeIfDone();
  }

  async #closeIfDone(): Promise<void> {
    const { conflict, failed, missing } = this.#itemStore.totals.counts;
    if (this.#stage === 'finished' && conflict + failed + missing === 0) {
      await this.#itemStore.closeJournal();
    }
  }

  /**
   * Aborts the multipart uploads of files that got another key or are skipped. S3 stores parts by key, so they are
   * useless.
   */
  async #abortMovedUploads(items: readonly UploadItem[], before: readonly UploadItem[]): Promise<void> {
    for (const [i, item] of items.entries()) {
      const old = before[i];
      if (old?.uploadId !== undefined && (item.state === 'skipped' || item.key !== old.key)) {
        item.uploadId = undefined;
        await this.#abortInS3(old);
      }
    }
  }

  async #abortInS3({ key, overwrite, uploadId = '' }: UploadItem): Promise<void> {
    const { signal } = new AbortController();
    try {
      const { abort } = await this.#dependencies.signer.continueMultipart({ key, overwrite, uploadId }, [], signal);
      await this.#dependencies.send({ to: abort }, signal);
    } catch {
      // a lifecycle rule of the bucket deletes incomplete uploads after 7 days
    }
  }

  async #reset(): Promise<void> {
    this.#itemStore.reset();
    this.#stage = 'idle';
    this.#notice = undefined;
    this.#elapsedMs = 0;
    this.#notify();
    await this.#itemStore.closeJournal();
  }

  #notifySoon(): void {
    if (this.#notifyScheduled) {
      return;
    }
    this.#notifyScheduled = true;
    this.#dependencies.clock.schedule(NOTIFY_INTERVAL_MS, () => {
      this.#notifyScheduled = false;
      this.#notify();
      if (this.#stage === 'running') {
        this.#notifySoon(); // the throughput falls even while nothing else changes
      }
    });
  }

  #notify(): void {
    this.#snapshot = this.#createSnapshot();
    this.#listeners.forEach(listener => {
      listener();
    });
  }

  #createSnapshot(): Snapshot {
    const now = this.#dependencies.clock.now();
    const { counts, bytesTotal, bytesSent, bytesDone } = this.#itemStore.totals;
    if (this.#stage === 'running') {
      this.#throughput.update(bytesSent, now);
      this.#stall.update(bytesSent, now);
    }
    return {
      stage: this.#stage,
      planning: this.#planner.state,
      namesFound: this.#planner.namesFound,
      conflicts: this.#planner.conflicts,
      notice: this.#notice,
      counts,
      bytesTotal,
      bytesSent,
      bytesDone,
      bytesPerSecond: this.#throughput.bytesPerSecond,
      secondsLeft: this.#throughput.secondsLeft(bytesTotal - bytesSent),
      elapsedMs: this.#elapsedMs + (this.#runningSince === undefined ? 0 : now - this.#runningSince),
      sending: [...this.#itemStore.inFlight].map(item => ({ ...item })), // copies, because the engine mutates its items
      failed: [...this.#itemStore.failed],
      missing: this.#itemStore.inState('missing'),
      stalled: this.#stage === 'running' && this.#stall.lastedMs(now) >= STALLED_MS,
    };
  }
}
