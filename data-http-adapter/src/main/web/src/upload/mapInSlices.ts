import type { Clock } from './clock';

// a page that works longer than 50 ms at a stretch is felt
const SLICE_MS = 20;

/** Maps thousands of things without holding up the page. */
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
