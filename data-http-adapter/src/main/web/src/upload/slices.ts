import type { Clock } from './clock';

// a page that works longer than 50 ms at a stretch is felt
const SLICE_MS = 20;

/** Maps thousands of things without holding up the page. */
export async function mapInSlices<T, R>(clock: Clock, things: readonly T[], map: (thing: T) => R): Promise<R[]> {
  const mapped: R[] = [];
  let until = clock.now() + SLICE_MS;
  for (const thing of things) {
    if (clock.now() >= until) {
      await clock.breathe();
      until = clock.now() + SLICE_MS;
    }
    mapped.push(map(thing));
  }
  return mapped;
}
