import { Ahead, type Ready } from './ahead';
import { attempt, type Outcome } from './attempts';
import { findFile } from './folders';
import type { Item } from './item';
import { sendLarge } from './largeFile';
import type { Ledger } from './ledger';
import { LARGE_BYTES } from './partPlan';
import type { Ports } from './ports';
import { Queue } from './queue';
import { ApiTrouble, isRefusal, type Notice, noticeOf, type Signed } from './signing';
import { Slots } from './slots';

// as many as a browser opens to one host over HTTP/1.1
const PARALLEL = 6;
// this many failures without a success between are no longer the fault of single files
const STREAK = 5;
const MAX_RESTARTS = 2;

export interface SenderEvents {
  /** Nothing is left to send. */
  drained(): void;
  /** It cannot go on; what was not sent waits for the next start. */
  halted(notice: Notice): void;
}

/** Sends the files that wait: small ones side by side, large ones one after the other in parts. */
export class Sender {
  readonly #ports: Ports;
  readonly #ledger: Ledger;
  readonly #events: SenderEvents;
  readonly #slots = new Slots(PARALLEL);
  readonly #small: Ahead<Item>;
  readonly #large = new Queue<Item>();
  #run: AbortController | undefined;
  #smallLanes = 0;
  #largeLanes = 0;
  #streak = 0;

  constructor(ports: Ports, ledger: Ledger, events: SenderEvents) {
    this.#ports = ports;
    this.#ledger = ledger;
    this.#events = events;
    this.#small = new Ahead<Item>({
      first: 50,
      batch: 250,
      low: 100,
      now: () => ports.clock.now(),
      sign: (items, signal) => ports.signing.puts(items, signal),
      refused: (item, reason) => {
        ledger.fail(item, reason);
      },
    });
  }

  enqueue(items: readonly Item[]): void {
    const waiting = items.filter(({ state }) => state === 'waiting');
    this.#large.push(waiting.filter(isLarge));
    this.#small.push(waiting.filter(item => !isLarge(item)));
    this.#pump();
  }

  start(): void {
    this.#run ??= new AbortController();
    this.#streak = 0;
    this.#pump();
  }

  /** Breaks off what is on its way; it comes first at the next start. */
  stop(): void {
    const run = this.#run;
    this.#run = undefined;
    run?.abort();
  }

  clear(): void {
    this.#small.clear();
    this.#large.clear();
  }

  #pump(): void {
    const signal = this.#run?.signal;
    if (!signal) {
      return;
    }
    for (let idle = Math.min(PARALLEL - this.#smallLanes, this.#small.waiting); idle > 0; idle--) {
      this.#smallLanes++;
      void this.#lane(this.#smallFiles(signal), signal).then(() => {
        this.#smallLanes--;
        this.#pump();
      });
    }
    if (this.#largeLanes === 0 && this.#large.size > 0) {
      this.#largeLanes++;
      void this.#lane(this.#largeFiles(signal), signal).then(() => {
        this.#largeLanes--;
        this.#pump();
      });
    }
    if (this.#smallLanes + this.#largeLanes === 0) {
      this.#run = undefined;
      this.#events.drained();
    }
  }

  async #lane(work: Promise<void>, signal: AbortSignal): Promise<void> {
    try {
      await work;
    } catch (e) {
      if (!signal.aborted) {
        this.#halt(noticeOf(e));
      }
    }
  }

  #halt(notice: Notice): void {
    if (this.#run) {
      this.stop();
      this.#events.halted(notice);
    }
  }

  async #smallFiles(signal: AbortSignal): Promise<void> {
    for (let next = await this.#small.next(signal); next; next = await this.#small.next(signal)) {
      const ready = next;
      if (ready.thing.state !== 'waiting') {
        continue; // cancelled while its URL was being signed
      }
      const work = this.#slots.use(signal, () => this.#smallFile(ready, signal));
      await this.#guarded(ready.thing, work, () => {
        this.#small.putBack(ready);
      });
    }
  }

  async #smallFile({ thing: item, signed }: Ready<Item>, signal: AbortSignal): Promise<void> {
    this.#ledger.sending(item);
    const request = {
      signed,
      sign: (until: AbortSignal) => this.#signAgain(item, until),
      body: item.file,
      onProgress: (bytes: number) => {
        this.#ledger.progress(item, bytes);
      },
    };
    await this.#end(item, await attempt(this.#ports, request, signal), signal);
  }

  async #largeFiles(signal: AbortSignal): Promise<void> {
    for (let next = this.#large.take(); next; next = this.#large.take()) {
      const item = next;
      await this.#guarded(item, this.#largeFile(item, signal), () => {
        this.#large.putBack([item]);
      });
    }
  }

  async #largeFile(item: Item, signal: AbortSignal): Promise<void> {
    this.#ledger.sending(item);
    const context = {
      ...this.#ports,
      slots: this.#slots,
      progress: (bytes: number) => {
        this.#ledger.progress(item, bytes);
      },
      began: () => this.#ledger.write([item]),
    };
    for (let restarts = 0; ; restarts++) {
      const outcome = await sendLarge(item, context, signal);
      if (outcome.kind !== 'gone' || restarts === MAX_RESTARTS || (await this.#isStored(item, signal))) {
        await this.#end(item, outcome, signal);
        return;
      }
      item.uploadId = undefined;
    }
  }

  async #guarded(item: Item, work: Promise<void>, putBack: () => void): Promise<void> {
    try {
      await work;
    } catch (e) {
      if (this.#ledger.brokenOff(item)) {
        putBack();
      }
      throw e;
    }
  }

  async #end(item: Item, outcome: Outcome, signal: AbortSignal): Promise<void> {
    item.uncertain ||= outcome.uncertain;
    const mayBeStored = outcome.kind === 'conflict' || outcome.kind === 'gone';
    const stored = mayBeStored && (await this.#isStored(item, signal));
    if (item.state !== 'sending') {
      return; // cancelled meanwhile
    }
    if (outcome.kind === 'done' || stored) {
      this.#streak = 0;
      this.#ledger.done(item);
    } else if (outcome.kind === 'conflict') {
      this.#ledger.conflict(item, outcome.reason);
    } else {
      this.#ledger.fail(item, outcome.reason);
      this.#failedAgain(outcome.reason);
    }
  }

  #failedAgain(reason: string): void {
    if (++this.#streak >= STREAK) {
      this.#halt({
        title: `Paused: ${STREAK} files in a row could not be uploaded`,
        detail: `${reason} Then press Retry to send them again, or Resume to go on with the others.`,
      });
    }
  }

  /** Whether an attempt whose answer was lost did store the file; only a name that was free can tell. */
  async #isStored(item: Item, signal: AbortSignal): Promise<boolean> {
    if (!item.uncertain || item.overwrite) {
      return false;
    }
    return (await findFile(this.#ports.signing, item.key, signal))?.size === item.size;
  }

  async #signAgain(item: Item, signal: AbortSignal): Promise<Signed> {
    const [row] = await this.#ports.signing.puts([item], signal);
    if (!row || isRefusal(row)) {
      throw new ApiTrouble({ title: 'Paused: no new upload URL', detail: row?.refused ?? 'Press Resume.' }, false);
    }
    return row;
  }
}

function isLarge(item: Item): boolean {
  return item.size > LARGE_BYTES || item.uploadId !== undefined;
}
