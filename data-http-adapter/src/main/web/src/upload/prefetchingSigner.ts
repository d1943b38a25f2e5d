import { Queue } from './queue';
import { isRefusal, type PresignedRequest, type Refusal } from './uploadSigner';

export interface PrefetchOptions<T> {
  /** How many to sign at first, and how many in every later call. */
  readonly firstBatchSize: number;
  readonly batchSize: number;
  /** Signs more when fewer than this are left. */
  readonly refillBelow: number;
  readonly now: () => number;
  readonly sign: (items: readonly T[], signal: AbortSignal) => Promise<readonly (PresignedRequest | Refusal)[]>;
  readonly onRefused: (item: T, reason: string) => void;
}

export interface PresignedItem<T> {
  readonly item: T;
  readonly signed: PresignedRequest;
}

/** Hands out things with their URLs, signing the next batch shortly before it is needed, one call at a time. */
export class PrefetchingSigner<T> {
  readonly #options: PrefetchOptions<T>;
  readonly #waiting = new Queue<T>();
  readonly #ready = new Queue<PresignedItem<T>>();
  #batchSize: number;
  #signing: { readonly done: Promise<void>; readonly signal: AbortSignal } | undefined;

  constructor(options: PrefetchOptions<T>) {
    this.#options = options;
    this.#batchSize = options.firstBatchSize;
  }

  /** How many are left to hand out. */
  get remaining(): number {
    return this.#waiting.size + this.#ready.size;
  }

  push(items: Iterable<T>): void {
    this.#waiting.push(items);
  }

  /** Takes back what could not be sent now; it comes first next time. */
  putBack(presigned: PresignedItem<T>): void {
    this.#ready.putBack([presigned]);
  }

  clear(): void {
    this.#waiting.clear();
    this.#ready.clear();
  }

  /** The next thing, or undefined when none is left. Throws what signing threw; nothing is lost then. */
  async next(signal: AbortSignal): Promise<PresignedItem<T> | undefined> {
    for (;;) {
      signal.throwIfAborted();
      const presigned = this.#takeValid();
      if (presigned) {
        this.#prefetch(signal);
        return presigned;
      }
      if (this.#waiting.size === 0 && !this.#signing) {
        return undefined;
      }
      if (this.#signing?.signal.aborted) {
        // a run that was broken off; what it was signing comes back first
        await this.#signing.done.catch(() => undefined);
      } else {
        await this.#startSigning(signal);
      }
    }
  }

  #takeValid(): PresignedItem<T> | undefined {
    const presigned = this.#ready.take();
    if (presigned && presigned.signed.validUntil <= this.#options.now()) {
      // after a long pause all are out of date, so they are signed in batches and not one by one
      const expired = [presigned, ...this.#ready.takeMany(this.#ready.size)];
      this.#waiting.putBack(expired.map(({ item }) => item));
      return undefined;
    }
    return presigned;
  }

  #prefetch(signal: AbortSignal): void {
    if (this.#ready.size < this.#options.refillBelow && this.#waiting.size > 0) {
      this.#startSigning(signal).catch(() => {
        // whoever needs the next URL signs again and sees the error
      });
    }
  }

  #startSigning(signal: AbortSignal): Promise<void> {
    this.#signing ??= {
      signal,
      done: this.#signBatch(signal).finally(() => {
        this.#signing = undefined;
      }),
    };
    return this.#signing.done;
  }

  async #signBatch(signal: AbortSignal): Promise<void> {
    const items = this.#waiting.takeMany(this.#batchSize);
    try {
      const rows = await this.#options.sign(items, signal);
      this.#ready.push(this.#withoutRefused(items, rows));
      this.#batchSize = this.#options.batchSize;
    } catch (e) {
      this.#waiting.putBack(items);
      throw e;
    }
  }

  #withoutRefused(items: readonly T[], rows: readonly (PresignedRequest | Refusal)[]): PresignedItem<T>[] {
    return items.flatMap((item, i) => {
      const row = rows[i] ?? { refused: 'The API gave no URL for it. Retry; if that fails too, tell whoever runs it.' };
      if (isRefusal(row)) {
        this.#options.onRefused(item, row.refused);
        return [];
      }
      return [{ item, signed: row }];
    });
  }
}
