/** A first-in, first-out queue with constant cost per item. `Array.shift` is linear. */
export class Queue<T> {
  #in: T[] = [];
  #out: T[] = [];

  get size(): number {
    return this.#in.length + this.#out.length;
  }

  push(items: Iterable<T>): void {
    for (const item of items) {
      this.#in.push(item);
    }
  }

  /** Puts the items before all others, in the given order. */
  putBack(items: readonly T[]): void {
    for (let i = items.length - 1; i >= 0; i--) {
      this.#out.push(items[i] as T);
    }
  }

  take(): T | undefined {
    if (this.#out.length === 0) {
      this.#out = this.#in.reverse();
      this.#in = [];
    }
    return this.#out.pop();
  }

  takeMany(count: number): T[] {
    const taken: T[] = [];
    while (taken.length < count && this.size > 0) {
      taken.push(this.take() as T);
    }
    return taken;
  }

  clear(): void {
    this.#in = [];
    this.#out = [];
  }
}
