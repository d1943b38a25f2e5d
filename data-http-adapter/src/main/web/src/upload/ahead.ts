import { Queue } from './queue';
import { isRefusal, type Refusal, type Signed } from './signing';

export interface AheadOptions<T> {
  /** How many to sign at first, and how many in every later call. */
  readonly first: number;
  readonly batch: number;
  /** Signs more when fewer than this are left. */
  readonly low: number;
  readonly now: () => number;
  readonly sign: (things: readonly T[], signal: AbortSignal) => Promise<readonly (Signed | Refusal)[]>;
  readonly refused: (thing: T, reason: string) => void;
}

export interface Ready<T> {
  readonly thing: T;
  readonly signed: Signed;
}

/** Hands out things with their URLs, signing the next batch shortly before it is needed, one call at a time. */
export class Ahead<T> {
  readonly #options: AheadOptions<T>;
  readonly #waiting = new Queue<T>();
  readonly #ready = new Queue<Ready<T>>();
  #batch: number;
  #filling: { readonly done: Promise<void>; readonly signal: AbortSignal } | undefined;

  constructor(options: AheadOptions<T>) {
    this.#options = options;
    this.#batch = options.first;
  }

  /** How many are left to hand out. */
  get waiting(): number {
    return this.#waiting.size + this.#ready.size;
  }

  push(things: Iterable<T>): void {
    this.#waiting.push(things);
  }

  /** Takes back what could not be sent now; it comes first next time. */
  putBack(ready: Ready<T>): void {
    this.#ready.putBack([ready]);
  }

  clear(): void {
    this.#waiting.clear();
    this.#ready.clear();
  }

  /** The next thing, or undefined when none is left. Throws what signing threw; nothing is lost then. */
  async next(signal: AbortSignal): Promise<Ready<T> | undefined> {
    for (;;) {
      signal.throwIfAborted();
      const ready = this.#take();
      if (ready) {
        this.#lookAhead(signal);
        return ready;
      }
      if (this.#waiting.size === 0 && !this.#filling) {
        return undefined;
      }
      if (this.#filling?.signal.aborted) {
        // a run that was broken off; what it was signing comes back first
        await this.#filling.done.catch(() => undefined);
      } else {
        await this.#fill(signal);
      }
    }
  }

  #take(): Ready<T> | undefined {
    const ready = this.#ready.take();
    if (ready && ready.signed.goodUntil <= this.#options.now()) {
      // after a long pause all are out of date, so they are signed in batches and not one by one
      const late = [ready, ...this.#ready.takeMany(this.#ready.size)];
      this.#waiting.putBack(late.map(({ thing }) => thing));
      return undefined;
    }
    return ready;
  }

  #lookAhead(signal: AbortSignal): void {
    if (this.#ready.size < this.#options.low && this.#waiting.size > 0) {
      this.#fill(signal).catch(() => {
        // whoever needs the next URL signs again and sees the error
      });
    }
  }

  #fill(signal: AbortSignal): Promise<void> {
    this.#filling ??= {
      signal,
      done: this.#sign(signal).finally(() => {
        this.#filling = undefined;
      }),
    };
    return this.#filling.done;
  }

  async #sign(signal: AbortSignal): Promise<void> {
    const things = this.#waiting.takeMany(this.#batch);
    try {
      const rows = await this.#options.sign(things, signal);
      this.#ready.push(this.#accepted(things, rows));
      this.#batch = this.#options.batch;
    } catch (e) {
      this.#waiting.putBack(things);
      throw e;
    }
  }

  #accepted(things: readonly T[], rows: readonly (Signed | Refusal)[]): Ready<T>[] {
    return things.flatMap((thing, i) => {
      const row = rows[i] ?? { refused: 'The API gave no URL for it. Retry; if that fails too, tell whoever runs it.' };
      if (isRefusal(row)) {
        this.#options.refused(thing, row.refused);
        return [];
      }
      return [{ thing, signed: row }];
    });
  }
}
