import { emaFilter } from '@uppy/core/utils';

const HALF_LIFE_MS = 3000;
const MIN_INTERVAL_MS = 200;

/** The smoothed throughput in bytes per second, and the remaining time at that rate. */
export class Throughput {
  #updatedAt: number | undefined;
  #bytes = 0;
  #rate: number | undefined;

  /** Starts again with the next update. */
  reset(): void {
    this.#updatedAt = undefined;
    this.#rate = undefined;
  }

  /** @param bytes the total number of bytes sent so far */
  update(bytes: number, now: number): void {
    if (this.#updatedAt === undefined) {
      this.#updatedAt = now;
      this.#bytes = bytes;
      return;
    }
    const passed = now - this.#updatedAt;
    if (passed < MIN_INTERVAL_MS) {
      return;
    }
    // a retry resets the bytes of its file to 0
    const current = (Math.max(0, bytes - this.#bytes) * 1000) / passed;
    this.#rate = this.#rate === undefined ? current : emaFilter(current, this.#rate, HALF_LIFE_MS, passed);
    this.#updatedAt = now;
    this.#bytes = bytes;
  }

  get bytesPerSecond(): number | undefined {
    return this.#rate;
  }

  secondsLeft(bytes: number): number | undefined {
    return this.#rate ? bytes / this.#rate : undefined;
  }
}
