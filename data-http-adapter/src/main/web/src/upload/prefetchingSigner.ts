import { Queue } from './queue';
import { isRefusal, type PresignedRequest, type Refusal } from './uploadSigner';

export interface PrefetchOptions<T> {
  /** How many items the first call signs. Later calls sign batchSize items. */
  readonly firstBatchSize: number;
  readonly batchSize: number;
  /** The next batch is signed when fewer signed items than this are left. */
  readonly refillBelow: number;
  readonly now: () => number;
  readonly sign: (items: readonly T[], signal: AbortSignal) => Promise<readonly (PresignedRequest | Refusal)[]>;
  readonly onRefused: (item: T, reason: string) => void;
}

export interface PresignedItem<T> {
  readonly item: T;
  readonly signed: PresignedRequest;
}

/**
 * A queue of items that returns each with its presigned request. It signs the next batch shortly before it is needed,
 * with one call at a time.
 */
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

  /** The number of items in the queue, signed or not. */
  get remaining(): number {
    return this.#waiting.size + this.#ready.size;
  }

  push(items: Iterable<T>): void {
    this.#waiting.push(items);
  }

  /** Puts an item back that could not be sent. It is the next one that is returned. */
  putBack(presigned: PresignedItem<T>): void {
    this.#ready.putBack([presigned]);
  }

  clear(): void {
    this.#waiting.clear();
    this.#ready.clear();
  }

  /**
   * The next item; undefined when none is left. Throws the error of signing. The items of that batch then stay in the
   * queue.
   */
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
        // the signing belongs to an aborted run: wait until its items are back in the queue
        await this.#signing.done.catch(() => undefined);
      } else {
        await this.#startSigning(signal);
      }
    }
  }

  #takeValid(): PresignedItem<T> | undefined {
    const presigned = this.#ready.take();
    if (presigned && presigned.signed.validUntil <= this.#options.now()) {
      // after a long pause all are expired: sign them again in batches, not one by one
      const expired = [presigned, ...this.#ready.takeMany(this.#ready.size)];
      this.#waiting.putBack(expired.map(({ item }) => item));
      return undefined;
    }
    return presigned;
  }

  #prefetch(signal: AbortSignal): void {
    if (this.#ready.size < this.#options.refillBelow && this.#waiting.size > 0) {
      this.#startSigning(signal).catch(() => {
        // the next call of next() signs again and gets the error
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
      const row = rows[i] ?? {
        refused: 'The API gave no URL for it. Retry; if that fails too, tell the operator of the server.',
      };
      if (isRefusal(row)) {
        this.#options.onRefused(item, row.refused);
        return [];
      }
      return [{ item, signed: row }];
    });
  }
}
