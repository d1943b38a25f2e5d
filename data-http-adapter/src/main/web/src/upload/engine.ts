import type { Choice, Conflict } from './conflicts';
import type { EngineDependencies } from './engineDependencies';
import { Sender } from './sender';
import { Throughput } from './throughput';
import type { Counts } from './totals';
import type { PickedFile, UploadItem } from './uploadItem';
import { UploadItemStore } from './uploadItemStore';
import { rejectionReason, UploadPlanner } from './uploadPlanner';
import { noticeFromError, type UploadNotice } from './uploadSigner';
import { withRetry } from './withRetry';

const NOTIFY_INTERVAL_MS = 250;

export type Stage = 'idle' | 'running' | 'paused' | 'finished' | 'interrupted';

export interface Snapshot {
  readonly stage: Stage;
  /** What happens to newly dropped files before they are sent. */
  readonly planning: 'no' | 'checking' | 'asking';
  /** How many names were found in the bucket so far. */
  readonly namesFound: number;
  readonly conflicts: readonly Conflict[];
  readonly notice: UploadNotice | undefined;
  readonly counts: Counts;
  readonly bytesTotal: number;
  readonly bytesSent: number;
  readonly bytesDone: number;
  readonly bytesPerSecond: number | undefined;
  readonly secondsLeft: number | undefined;
  /** Time spent sending, without pauses. */
  readonly elapsedMs: number;
  readonly sending: readonly UploadItem[];
  readonly failed: readonly UploadItem[];
}

/** Sends files into one bucket. Its methods return at once, or resolve when their part is done; none rejects. */
export class UploadEngine {
  readonly #dependencies: EngineDependencies;
  readonly #itemStore: UploadItemStore;
  readonly #planner: UploadPlanner;
  readonly #sender: Sender;
  readonly #throughput = new Throughput();
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

  /** What to show; the same object until something changed. */
  snapshot = (): Snapshot => this.#snapshot;

  /** Offers to go on with what an earlier page left unfinished here. */
  async restore(): Promise<void> {
    const { journal, usecase, bucket } = this.#dependencies;
    for (const { session, entries } of await journal.unfinished(usecase, bucket)) {
      if (entries.length === 0) {
        await journal.close(session.id);
      } else if (this.#stage === 'idle') {
        this.#stage = 'interrupted';
        await this.#itemStore.restore(session, entries);
      }
    }
    this.#notify();
  }

  /** Takes files in: looks for files of the same name, asks about them, then sends. */
  async add(picked: readonly PickedFile[], prefix: string): Promise<void> {
    if (this.#planner.state !== 'no' || picked.length === 0) {
      return;
    }
    this.#notice = undefined;
    if (this.#stage === 'finished' && this.#itemStore.failed.size === 0) {
      await this.#reset();
    }
    const resumes = this.#itemStore.totals.counts.missing > 0;
    await this.#enqueuePlanned(
      resumes
        ? this.#planner.planResumed(picked, notice => {
            this.#notice = notice;
          })
        : this.#planner.planNew(picked, prefix),
    );
  }

  /** Answers the questions; undefined gives up the files asked about and those that came with them. */
  resolveConflicts(choose: ((conflict: Conflict) => Choice) | undefined): void {
    this.#planner.resolveConflicts(choose);
  }

  /** Does not take in the files that are being looked at or asked about. */
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

  /** Sends failed files again, but those that S3 would never take. */
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

  /** Stops for good: unfinished files are not sent, and S3 forgets the parts it has of them. */
  async cancel(): Promise<void> {
    this.#planner.cancelPlanning();
    const unfinished = this.#itemStore.items.filter(
      ({ state, uploadId }) => state !== 'done' && uploadId !== undefined,
    );
    this.#itemStore.cancelUnfinished();
    this.#sender.clear();
    this.#sender.stop();
    this.#endRun('finished', undefined);
    await this.#itemStore.closeJournal();
    for (const item of unfinished) {
      await this.#abortInS3(item);
    }
  }

  /** Clears a finished upload away. */
  async dismiss(): Promise<void> {
    if (this.#stage === 'finished') {
      await this.#reset();
    }
  }

  /** Gives an interrupted upload up. */
  async discard(): Promise<void> {
    await this.cancel();
    await this.dismiss();
  }

  async #enqueuePlanned(planned: Promise<UploadItem[]>): Promise<void> {
    try {
      const items = await planned;
      await this.#itemStore.markWaiting(items);
      this.#sender.enqueue(items);
      if (this.#stage !== 'paused' && this.#hasChanges(items)) {
        this.#startRun();
      }
    } catch (e) {
      if (!this.#planner.cancelled) {
        this.#notice = noticeFromError(e);
      }
    }
    this.#notify();
  }

  // a drop of which every file was skipped or refused ends at once
  #hasChanges(items: readonly UploadItem[]): boolean {
    return items.length > 0 || (this.#itemStore.items.length > 0 && this.#stage === 'idle');
  }

  #startRun(): void {
    if (this.#stage !== 'running') {
      this.#stage = 'running';
      this.#throughput.reset();
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

  /** S3 keeps parts by their key, so those of a file that goes elsewhere or nowhere are of no use. */
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
      // the bucket's own rule sweeps unfinished uploads away after 7 days
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
        this.#notifySoon(); // the rate falls even while nothing else happens
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
      sending: [...this.#itemStore.inFlight].map(item => ({ ...item })), // the engine changes its own in place
      failed: [...this.#itemStore.failed],
    };
  }
}
