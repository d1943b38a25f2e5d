import type { Choice, Conflict } from './conflicts';
import { fault, Intake } from './intake';
import type { Item, Picked } from './item';
import { Ledger } from './ledger';
import { Meter } from './meter';
import { patient } from './patience';
import type { Ports } from './ports';
import { Sender } from './sender';
import { type Notice, noticeOf } from './signing';
import type { Counts } from './tally';

const REDRAW_MS = 250;

export type Stage = 'idle' | 'running' | 'paused' | 'finished' | 'interrupted';

export interface Snapshot {
  readonly stage: Stage;
  /** What happens to newly dropped files before they are sent. */
  readonly planning: 'no' | 'checking' | 'asking';
  /** How many names were found in the bucket so far. */
  readonly seen: number;
  readonly questions: readonly Conflict[];
  readonly notice: Notice | undefined;
  readonly counts: Counts;
  readonly bytesTotal: number;
  readonly bytesSent: number;
  readonly bytesDone: number;
  readonly bytesPerSecond: number | undefined;
  readonly secondsLeft: number | undefined;
  /** Time spent sending, without pauses. */
  readonly elapsedMs: number;
  readonly sending: readonly Item[];
  readonly failed: readonly Item[];
}

/** Sends files into one bucket. Its methods return at once, or resolve when their part is done; none rejects. */
export class UploadEngine {
  readonly #ports: Ports;
  readonly #ledger: Ledger;
  readonly #intake: Intake;
  readonly #sender: Sender;
  readonly #meter = new Meter();
  readonly #listeners = new Set<() => void>();
  #stage: Stage = 'idle';
  #notice: Notice | undefined;
  #ranMs = 0;
  #ranSince: number | undefined;
  #redrawing = false;
  #snapshot: Snapshot;

  constructor(ports: Ports) {
    this.#ports = { ...ports, signing: patient(ports.signing, ports.clock) };
    this.#ledger = new Ledger(this.#ports, () => {
      this.#redraw();
    });
    this.#intake = new Intake(this.#ports, this.#ledger, () => {
      this.#redrawNow();
    });
    this.#sender = new Sender(this.#ports, this.#ledger, {
      drained: () => void this.#drained(),
      halted: notice => {
        this.#rest('paused', notice);
      },
    });
    this.#snapshot = this.#look();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** What to show; the same object until something changed. */
  snapshot = (): Snapshot => this.#snapshot;

  /** Offers to go on with what an earlier page left unfinished here. */
  async restore(): Promise<void> {
    const { journal, usecase, bucket } = this.#ports;
    for (const { session, records } of await journal.left(usecase, bucket)) {
      if (records.length === 0) {
        await journal.close(session.id);
      } else if (this.#stage === 'idle') {
        this.#stage = 'interrupted';
        await this.#ledger.load(session, records);
      }
    }
    this.#redrawNow();
  }

  /** Takes files in: looks for files of the same name, asks about them, then sends. */
  async add(picked: readonly Picked[], prefix: string): Promise<void> {
    if (this.#intake.state !== 'no' || picked.length === 0) {
      return;
    }
    this.#notice = undefined;
    if (this.#stage === 'finished' && this.#ledger.failed.size === 0) {
      await this.#clear();
    }
    const rejoins = this.#ledger.tally.counts.missing > 0;
    await this.#takeIn(
      rejoins
        ? this.#intake.rejoin(picked, notice => {
            this.#notice = notice;
          })
        : this.#intake.take(picked, prefix),
    );
  }

  /** Answers the questions; undefined gives up the files asked about and those that came with them. */
  decide(choose: ((conflict: Conflict) => Choice) | undefined): void {
    this.#intake.decide(choose);
  }

  /** Does not take in the files that are being looked at or asked about. */
  refuse(): void {
    this.#intake.refuse();
  }

  pause(): void {
    if (this.#stage === 'running') {
      this.#sender.stop();
      this.#rest('paused', undefined);
    }
  }

  resume(): void {
    if (this.#stage === 'paused') {
      this.#notice = undefined;
      this.#run();
    }
  }

  /** Sends failed files again, but those that S3 would never take. */
  async retry(items: readonly Item[] = [...this.#ledger.failed]): Promise<void> {
    const again = items.filter(item => this.#ledger.failed.has(item) && item.file && fault(item) === undefined);
    if (again.length > 0) {
      this.#notice = undefined;
      await this.#ledger.wait(again);
      this.#sender.enqueue(again);
      this.#run();
    }
  }

  /** Stops for good: unfinished files are not sent, and S3 forgets the parts it has of them. */
  async cancel(): Promise<void> {
    this.#intake.refuse();
    const begun = this.#ledger.items.filter(({ state, uploadId }) => state !== 'done' && uploadId !== undefined);
    this.#ledger.cancel();
    this.#sender.clear();
    this.#sender.stop();
    this.#rest('finished', undefined);
    await this.#ledger.close();
    for (const item of begun) {
      await this.#abortInS3(item);
    }
  }

  /** Clears a finished upload away. */
  async dismiss(): Promise<void> {
    if (this.#stage === 'finished') {
      await this.#clear();
    }
  }

  /** Gives an interrupted upload up. */
  async forget(): Promise<void> {
    await this.cancel();
    await this.dismiss();
  }

  async #takeIn(intake: Promise<Item[]>): Promise<void> {
    try {
      const items = await intake;
      await this.#ledger.wait(items);
      this.#sender.enqueue(items);
      if (this.#stage !== 'paused' && this.#intakeMovedAnything(items)) {
        this.#run();
      }
    } catch (e) {
      if (!this.#intake.refused) {
        this.#notice = noticeOf(e);
      }
    }
    this.#redrawNow();
  }

  // a drop of which every file was skipped or refused ends at once
  #intakeMovedAnything(items: readonly Item[]): boolean {
    return items.length > 0 || (this.#ledger.items.length > 0 && this.#stage === 'idle');
  }

  #run(): void {
    if (this.#stage !== 'running') {
      this.#stage = 'running';
      this.#meter.reset();
      this.#ranSince = this.#ports.clock.now();
    }
    this.#sender.start();
    this.#redrawNow();
  }

  #rest(stage: Stage, notice: Notice | undefined): void {
    this.#stage = stage;
    this.#notice = notice;
    this.#ranMs += this.#ranSince === undefined ? 0 : this.#ports.clock.now() - this.#ranSince;
    this.#ranSince = undefined;
    this.#redrawNow();
  }

  async #drained(): Promise<void> {
    const { counts } = this.#ledger.tally;
    this.#rest(counts.missing > 0 ? 'interrupted' : 'finished', this.#notice);
    const late = this.#ledger.inState('conflict');
    if (late.length > 0 && this.#intake.state === 'no') {
      const before = late.map(item => ({ ...item }));
      await this.#takeIn(this.#intake.askLate(late).finally(() => this.#dropParts(late, before)));
    }
    await this.#closeIfDone();
  }

  async #closeIfDone(): Promise<void> {
    const { conflict, failed, missing } = this.#ledger.tally.counts;
    if (this.#stage === 'finished' && conflict + failed + missing === 0) {
      await this.#ledger.close();
    }
  }

  /** S3 keeps parts by their key, so those of a file that goes elsewhere or nowhere are of no use. */
  async #dropParts(items: readonly Item[], before: readonly Item[]): Promise<void> {
    for (const [i, item] of items.entries()) {
      const old = before[i];
      if (old?.uploadId !== undefined && (item.state === 'skipped' || item.key !== old.key)) {
        item.uploadId = undefined;
        await this.#abortInS3(old);
      }
    }
  }

  async #abortInS3({ key, overwrite, uploadId = '' }: Item): Promise<void> {
    const { signal } = new AbortController();
    try {
      const { abort } = await this.#ports.signing.goOn({ key, overwrite, uploadId }, [], signal);
      await this.#ports.send({ to: abort }, signal);
    } catch {
      // the bucket's own rule sweeps unfinished uploads away after 7 days
    }
  }

  async #clear(): Promise<void> {
    this.#ledger.reset();
    this.#stage = 'idle';
    this.#notice = undefined;
    this.#ranMs = 0;
    this.#redrawNow();
    await this.#ledger.close();
  }

  #redraw(): void {
    if (this.#redrawing) {
      return;
    }
    this.#redrawing = true;
    this.#ports.clock.later(REDRAW_MS, () => {
      this.#redrawing = false;
      this.#redrawNow();
      if (this.#stage === 'running') {
        this.#redraw(); // the rate falls even while nothing else happens
      }
    });
  }

  #redrawNow(): void {
    this.#snapshot = this.#look();
    this.#listeners.forEach(listener => {
      listener();
    });
  }

  #look(): Snapshot {
    const now = this.#ports.clock.now();
    const { counts, bytesTotal, bytesSent, bytesDone } = this.#ledger.tally;
    if (this.#stage === 'running') {
      this.#meter.tell(bytesSent, now);
    }
    return {
      stage: this.#stage,
      planning: this.#intake.state,
      seen: this.#intake.seen,
      questions: this.#intake.questions,
      notice: this.#notice,
      counts,
      bytesTotal,
      bytesSent,
      bytesDone,
      bytesPerSecond: this.#meter.bytesPerSecond,
      secondsLeft: this.#meter.secondsLeft(bytesTotal - bytesSent),
      elapsedMs: this.#ranMs + (this.#ranSince === undefined ? 0 : now - this.#ranSince),
      sending: [...this.#ledger.inFlight].map(item => ({ ...item })), // the engine changes its own in place
      failed: [...this.#ledger.failed],
    };
  }
}
