import { describe, expect, it } from 'vitest';
import { PrefetchingSigner } from './prefetchingSigner';
import type { PresignedRequest } from './uploadSigner';

function make(
  count: number,
  options: { firstBatchSize?: number; batchSize?: number; refillBelow?: number; now?: () => number } = {},
) {
  const batches: number[][] = [];
  const refused: string[] = [];
  const now = options.now ?? (() => 0);
  const prefetcher = new PrefetchingSigner<number>({
    firstBatchSize: options.firstBatchSize ?? 10,
    batchSize: options.batchSize ?? 50,
    refillBelow: options.refillBelow ?? 5,
    now,
    sign: async numbers => {
      batches.push([...numbers]);
      await Promise.resolve();
      return numbers.map(n => (n === 13 ? { refused: 'unlucky' } : signed(n, now() + 100)));
    },
    onRefused: (n, reason) => refused.push(`${n} ${reason}`),
  });
  prefetcher.push(Array.from({ length: count }, (_, n) => n));
  return { prefetcher, batches, refused };
}

function signed(n: number, validUntil: number): PresignedRequest {
  return { method: 'PUT', url: `u${n}`, headers: {}, validUntil };
}

const { signal } = new AbortController();

async function drain(prefetcher: PrefetchingSigner<number>): Promise<number[]> {
  const all: number[] = [];
  for (let next = await prefetcher.next(signal); next; next = await prefetcher.next(signal)) {
    all.push(next.item);
  }
  return all;
}

describe('PrefetchingSigner', () => {
  it('returns every item once and in order', async () => {
    const { prefetcher, batches } = make(300);
    expect(await drain(prefetcher)).toEqual(Array.from({ length: 300 }, (_, n) => n).filter(n => n !== 13));
    expect(batches.flat()).toHaveLength(300);
  });

  it('begins with a small batch and signs the next one only when few are left', async () => {
    const { prefetcher, batches } = make(300);
    for (let n = 0; n < 5; n++) {
      await prefetcher.next(signal);
    }
    expect(batches.map(batch => batch.length)).toEqual([10]);
    await prefetcher.next(signal);
    expect(batches.map(batch => batch.length)).toEqual([10, 50]);
  });

  it('makes one call at a time however many ask', async () => {
    const { prefetcher, batches } = make(6, { firstBatchSize: 3, refillBelow: 0 });
    const got = await Promise.all([1, 2, 3].map(() => prefetcher.next(signal)));
    expect(got.map(each => each?.item)).toEqual([0, 1, 2]);
    expect(batches).toHaveLength(1);
  });

  it('reports which file was refused and continues with the others', async () => {
    const { prefetcher, refused } = make(20);
    expect(await drain(prefetcher)).toHaveLength(19);
    expect(refused).toEqual(['13 unlucky']);
  });

  it('signs expired URLs again, in one batch', async () => {
    let time = 0;
    const { prefetcher, batches } = make(10, { now: () => time });
    await prefetcher.next(signal);
    time = 200;
    expect(await drain(prefetcher)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(batches).toEqual([
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
      [1, 2, 3, 4, 5, 6, 7, 8, 9],
    ]);
  });

  it('loses nothing when signing fails', async () => {
    const { prefetcher } = make(3);
    const failing = new PrefetchingSigner<number>({
      firstBatchSize: 5,
      batchSize: 5,
      refillBelow: 1,
      now: () => 0,
      sign: () => Promise.reject(new Error('down')),
      onRefused: () => undefined,
    });
    failing.push([1, 2]);
    await expect(failing.next(signal)).rejects.toThrow('down');
    expect(failing.remaining).toBe(2);
    expect(await drain(prefetcher)).toEqual([0, 1, 2]);
  });

  it('returns what was put back before all others', async () => {
    const { prefetcher } = make(3);
    const first = await prefetcher.next(signal);
    await prefetcher.next(signal);
    if (first) {
      prefetcher.putBack(first);
    }
    expect(await drain(prefetcher)).toEqual([0, 2]);
  });

  it('continues after a run that was aborted while signing', async () => {
    const run = new AbortController();
    let calls = 0;
    const prefetcher = new PrefetchingSigner<number>({
      firstBatchSize: 5,
      batchSize: 5,
      refillBelow: 1,
      now: () => 0,
      sign: (numbers, until) =>
        calls++ > 0
          ? Promise.resolve(numbers.map(n => signed(n, 1)))
          : new Promise((_, reject) => {
              until.addEventListener('abort', () => {
                reject(until.reason as Error);
              });
            }),
      onRefused: () => undefined,
    });
    prefetcher.push([1, 2]);
    const aborted = prefetcher.next(run.signal);
    run.abort();
    const next = prefetcher.next(signal);
    await expect(aborted).rejects.toThrow();
    expect((await next)?.item).toBe(1);
  });
});
