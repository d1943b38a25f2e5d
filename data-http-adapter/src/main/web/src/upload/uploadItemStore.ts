import type { EngineDependencies } from './engineDependencies';
import { itemFromEntry, type JournalEntry, type JournalSession } from './journal';
import { Totals } from './totals';
import type { ItemState, UploadItem } from './uploadItem';

const JOURNAL_DELAY_MS = 500;

/** The files of one upload and their states. Changes are also written to the journal. */
export class UploadItemStore {
  readonly #dependencies: EngineDependencies;
  readonly #onChange: () => void;
  readonly #inFlight = new Set<UploadItem>();
  readonly #failed = new Set<UploadItem>();
  readonly #pendingKeys = new Set<string>();
  readonly #finishedIds: number[] = [];
  #items: UploadItem[] = [];
  #totals = new Totals();
  #session: string | undefined;
  #nextId = 0;
  #removalScheduled = false;

  constructor(dependencies: EngineDependencies, onChange: () => void) {
    this.#dependencies = dependencies;
    this.#onChange = onChange;
  }

  get items(): readonly UploadItem[] {
    return this.#items;
  }

  get totals(): Pick<Totals, 'counts' | 'bytesTotal' | 'bytesSent' | 'bytesDone'> {
    return this.#totals;
  }

  get inFlight(): ReadonlySet<UploadItem> {
    return this.#inFlight;
  }

  get failed(): ReadonlySet<UploadItem> {
    return this.#failed;
  }

  /** The keys of the files that are waiting or being sent. */
  get pendingKeys(): ReadonlySet<string> {
    return this.#pendingKeys;
  }

  inState(state: ItemState): UploadItem[] {
    return this.#totals.counts[state] === 0 ? [] : this.#items.filter(item => item.state === state);
  }

  nextId(): number {
    return this.#nextId++;
  }

  add(items: readonly UploadItem[]): void {
    for (const item of items) {
      this.#items.push(item);
      this.#totals.add(item);
    }
    this.#onChange();
  }

  /** Marks the files as waiting and stores them in the journal. */
  async markWaiting(items: readonly UploadItem[]): Promise<void> {
    for (const item of items) {
      item.reason = undefined;
      this.#failed.delete(item);
      this.#pendingKeys.add(item.key);
      this.#move(item, 'waiting');
    }
    const { journal, usecase, bucket, clock } = this.#dependencies;
    if (this.#session === undefined && items.length > 0) {
      this.#session = randomId();
      await journal.open({ id: this.#session, usecase, bucket, startedAt: clock.now() });
    }
    await this.saveToJournal(items);
  }

  async saveToJournal(items: readonly UploadItem[]): Promise<void> {
    if (this.#session !== undefined && items.length > 0) {
      await this.#dependencies.journal.put(this.#session, items);
    }
  }

  markSending(item: UploadItem): void {
    this.#inFlight.add(item);
    this.#move(item, 'sending');
  }

  recordProgress(item: UploadItem, bytes: number): void {
    if (item.state === 'sending') {
      this.#totals.progress(item, bytes);
      this.#onChange();
    }
  }

  /** Marks a file whose sending was aborted. Returns true if the file must be sent again. */
  markInterrupted(item: UploadItem): boolean {
    if (item.state === 'sending') {
      item.possiblyStored = true;
      this.#move(item, 'waiting');
    }
    return item.state === 'waiting';
  }

  markDone(item: UploadItem): void {
    item.file = undefined;
    this.#finish(item, 'done');
  }

  markSkipped(item: UploadItem): void {
    this.#finish(item, 'skipped');
  }

  markConflict(item: UploadItem, reason: string): void {
    item.reason = reason;
    this.#pendingKeys.delete(item.key);
    this.#move(item, 'conflict');
  }

  markFailed(item: UploadItem, reason: string): void {
    item.reason = reason;
    this.#pendingKeys.delete(item.key);
    this.#failed.add(item);
    this.#move(item, 'failed');
  }

  /** Cancels the files that are not sent yet, except for those of interrupted uploads. */
  cancelUnfinished(): void {
    (['waiting', 'sending', 'conflict'] as const).forEach(state => {
      this.inState(state).forEach(item => {
        this.#finish(item, 'cancelled');
      });
    });
  }

  /** Removes the files of interrupted uploads. */
  discardMissing(): void {
    this.inState('missing').forEach(item => {
      this.#finish(item, 'cancelled');
    });
  }

  async restore(session: JournalSession, entries: readonly JournalEntry[]): Promise<void> {
    this.#session = session.id;
    this.#nextId = entries.reduce((most, { id }) => Math.max(most, id + 1), 0);
    this.add(entries.map(itemFromEntry));
    await this.#dependencies.journal.open(session);
  }

  /** Adds the files of another interrupted upload, under new ids. */
  async adopt(entries: readonly JournalEntry[]): Promise<void> {
    const items = entries.map(entry => itemFromEntry({ ...entry, id: this.nextId() }));
    this.add(items);
    await this.saveToJournal(items);
  }

  /** Removes the upload from the journal. */
  async closeJournal(): Promise<void> {
    const session = this.#session;
    this.#session = undefined;
    if (session !== undefined) {
      await this.#dependencies.journal.close(session);
    }
  }

  reset(): void {
    this.#items = [];
    this.#totals = new Totals();
    this.#failed.clear();
    this.#pendingKeys.clear();
  }

  #finish(item: UploadItem, state: 'done' | 'skipped' | 'cancelled'): void {
    this.#pendingKeys.delete(item.key);
    this.#move(item, state);
    this.#finishedIds.push(item.id);
    this.#removeFinishedSoon();
  }

  #move(item: UploadItem, state: ItemState): void {
    this.#totals.move(item, state);
    if (state !== 'sending') {
      this.#inFlight.delete(item);
    }
    this.#onChange();
  }

  // One transaction removes many files.
  #removeFinishedSoon(): void {
    if (this.#removalScheduled) {
      return;
    }
    this.#removalScheduled = true;
    this.#dependencies.clock.schedule(JOURNAL_DELAY_MS, () => {
      this.#removalScheduled = false;
      const ids = this.#finishedIds.splice(0);
      if (this.#session !== undefined) {
        void this.#dependencies.journal.remove(this.#session, ids);
      }
    });
  }
}

// crypto.randomUUID does not exist on plain http.
function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), n => n.toString(36)).join('');
}
