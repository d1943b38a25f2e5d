/** Measures for how long the number of sent bytes has not changed. */
export class Stall {
  #bytes: number | undefined;
  #since = 0;

  /** Starts again with the next update. */
  reset(): void {
    this.#bytes = undefined;
  }

  /** @param bytes the total number of bytes sent so far */
  update(bytes: number, now: number): void {
    if (bytes !== this.#bytes) {
      this.#bytes = bytes;
      this.#since = now;
    }
  }

  lastedMs(now: number): number {
    return this.#bytes === undefined ? 0 : now - this.#since;
  }
}
