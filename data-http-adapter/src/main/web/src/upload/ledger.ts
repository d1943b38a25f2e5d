import type { Item, ItemState } from './item';
import { fromRecord, type Record, type Session } from './journal';
import type { Ports } from './ports';
import { Tally } from './tally';

const JOURNAL_MS = 500;

/** The files of one upload and what has become of each; the journal is kept along with it. */
export class Ledger {
  readonly #ports: Ports;
  readonly #changed: () => void;
  readonly #inFlight = new Set<Item>();
  readonly #failed = new Set<Item>();
  readonly #wanted = new Set<string>();
  readonly #settled: number[] = [];
  #items: Item[] = [];
  #tally = new Tally();
  #session: string | undefined;
  #nextId = 0;
  #writing = false;

  constructor(ports: Ports, changed: () => void) {
    this.#ports = ports;
    this.#changed = changed;
  }

  get items(): readonly Item[] {
    return this.#items;
  }

  get tally(): Pick<Tally, 'counts' | 'bytesTotal' | 'bytesSent' | 'bytesDone'> {
    return this.#tally;
  }

  get inFlight(): ReadonlySet<Item> {
    return this.#inFlight;
  }

  get failed(): ReadonlySet<Item> {
    return this.#failed;
  }

  /** The keys of the files that are still to be sent. */
  get wanted(): ReadonlySet<string> {
    return this.#wanted;
  }

  inState(state: ItemState): Item[] {
    return this.#tally.counts[state] === 0 ? [] : this.#items.filter(item => item.state === state);
  }

  nextId(): number {
    return this.#nextId++;
  }

  add(items: readonly Item[]): void {
    for (const item of items) {
      this.#items.push(item);
      this.#tally.add(item);
    }
    this.#changed();
  }

  /** The files are to be sent; from here on they outlive a reload. */
  async wait(items: readonly Item[]): Promise<void> {
    for (const item of items) {
      item.reason = undefined;
      this.#failed.delete(item);
      this.#wanted.add(item.key);
      this.#move(item, 'waiting');
    }
    const { journal, usecase, bucket, clock } = this.#ports;
    if (this.#session === undefined && items.length > 0) {
      this.#session = randomId();
      await journal.open({ id: this.#session, usecase, bucket, startedAt: clock.now() });
    }
    await this.write(items);
  }

  async write(items: readonly Item[]): Promise<void> {
    if (this.#session !== undefined && items.length > 0) {
      await this.#ports.journal.put(this.#session, items);
    }
  }

  sending(item: Item): void {
    this.#inFlight.add(item);
    this.#move(item, 'sending');
  }

  progress(item: Item, bytes: number): void {
    if (item.state === 'sending') {
      this.#tally.progress(item, bytes);
      this.#changed();
    }
  }

  /** Sending was broken off; true if the file is to be sent again. */
  brokenOff(item: Item): boolean {
    if (item.state === 'sending') {
      item.uncertain = true;
      this.#move(item, 'waiting');
    }
    return item.state === 'waiting';
  }

  done(item: Item): void {
    item.file = undefined;
    this.#settle(item, 'done');
  }

  skip(item: Item): void {
    this.#settle(item, 'skipped');
  }

  conflict(item: Item, reason: string): void {
    item.reason = reason;
    this.#wanted.delete(item.key);
    this.#move(item, 'conflict');
  }

  fail(item: Item, reason: string): void {
    item.reason = reason;
    this.#wanted.delete(item.key);
    this.#failed.add(item);
    this.#move(item, 'failed');
  }

  cancel(): void {
    for (const state of ['waiting', 'sending', 'conflict', 'missing'] as const) {
      this.inState(state).forEach(item => {
        this.#move(item, 'cancelled');
      });
    }
    this.#wanted.clear();
  }

  async load(session: Session, records: readonly Record[]): Promise<void> {
    this.#session = session.id;
    this.#nextId = records.reduce((most, { id }) => Math.max(most, id + 1), 0);
    this.add(records.map(fromRecord));
    await this.#ports.journal.open(session);
  }

  /** Forgets what was to outlive a reload. */
  async close(): Promise<void> {
    const session = this.#session;
    this.#session = undefined;
    if (session !== undefined) {
      await this.#ports.journal.close(session);
    }
  }

  reset(): void {
    this.#items = [];
    this.#tally = new Tally();
    this.#failed.clear();
    this.#wanted.clear();
  }

  #settle(item: Item, state: 'done' | 'skipped'): void {
    this.#wanted.delete(item.key);
    this.#move(item, state);
    this.#settled.push(item.id);
    this.#writeSoon();
  }

  #move(item: Item, state: ItemState): void {
    this.#tally.move(item, state);
    if (state !== 'sending') {
      this.#inFlight.delete(item);
    }
    this.#changed();
  }

  // one transaction for many files
  #writeSoon(): void {
    if (this.#writing) {
      return;
    }
    this.#writing = true;
    this.#ports.clock.later(JOURNAL_MS, () => {
      this.#writing = false;
      const ids = this.#settled.splice(0);
      if (this.#session !== undefined) {
        void this.#ports.journal.remove(this.#session, ids);
      }
    });
  }
}

// crypto.randomUUID is not there on plain http
function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), n => n.toString(36)).join('');
}
