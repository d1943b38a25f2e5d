import type { ItemState, UploadItem } from './uploadItem';

export type Counts = Readonly<Record<ItemState, number>>;

const NONE = { waiting: 0, sending: 0, done: 0, failed: 0, skipped: 0, conflict: 0, missing: 0, cancelled: 0 };

/** Updates the sums with each change of an item, so that no sum needs a loop over all items. */
export class Totals {
  readonly #counts: Record<ItemState, number> = { ...NONE };
  readonly #bytes: Record<ItemState, number> = { ...NONE };
  #sent = 0;

  add(item: UploadItem): void {
    this.#shift(item, 1);
  }

  move(item: UploadItem, state: ItemState): void {
    this.#shift(item, -1);
    item.state = state;
    if (state === 'done') {
      item.sent = item.size;
    } else if (state !== 'sending') {
      item.sent = 0;
    }
    this.#shift(item, 1);
  }

  progress(item: UploadItem, bytes: number): void {
    this.#sent += bytes - item.sent;
    item.sent = bytes;
  }

  get counts(): Counts {
    return { ...this.#counts };
  }

  /** The bytes of the files that are done, being sent or waiting. */
  get bytesTotal(): number {
    const { waiting, sending, done } = this.#bytes;
    return waiting + sending + done;
  }

  get bytesSent(): number {
    return this.#sent;
  }

  get bytesDone(): number {
    return this.#bytes.done;
  }

  #shift(item: UploadItem, sign: 1 | -1): void {
    this.#counts[item.state] += sign;
    this.#bytes[item.state] += sign * item.size;
    this.#sent += sign * item.sent;
  }
}
