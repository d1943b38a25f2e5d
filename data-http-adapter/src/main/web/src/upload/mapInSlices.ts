import type { Clock } from './clock';

// Users notice when the page is blocked for more than 50 ms.
const SLICE_MS = 20;

/** Maps thousands of items without blocking the page. */
export async function mapInSlices<T, R>(clock: Clock, items: readonly T[], map: (item: T) => R): Promise<R[]> {
  const mapped: R[] = [];
  let until = clock.now() + SLICE_MS;
  for (const item of items) {
    if (clock.now() >= until) {
      await clock.yieldToBrowser();
      until = clock.now() + SLICE_MS;
    }
    mapped.push(map(item));
  }
  return mapped;
}
