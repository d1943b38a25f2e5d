import { describe, expect, it } from 'vitest';
import { Ahead } from './ahead';
import type { Signed } from './signing';

function make(count: number, options: { first?: number; batch?: number; low?: number; now?: () => number } = {}) {
  const batches: number[][] = [];
  const refused: string[] = [];
  const now = options.now ?? (() => 0);
  const ahead = new Ahead<number>({
    first: options.first ?? 10,
    batch: options.batch ?? 50,
    low: options.low ?? 5,
    now,
    sign: async numbers => {
      batches.push([...numbers]);
      await Promise.resolve();
      return numbers.map(n => (n === 13 ? { refused: 'unlucky' } : signed(n, now() + 100)));
    },
    refused: (n, reason) => refused.push(`${n} ${reason}`),
  });
  ahead.push(Array.from({ length: count }, (_, n) => n));
  return { ahead, batches, refused };
}

function signed(n: number, goodUntil: number): Signed {
  return { method: 'PUT', url: `u${n}`, headers: {}, goodUntil };
}

const { signal } = new AbortController();

async function drain(ahead: Ahead<number>): Promise<number[]> {
  const all: number[] = [];
  for (let next = await ahead.next(signal); next; next = await ahead.next(signal)) {
    all.push(next.thing);
  }
  return all;
}

describe('Ahead', () => {
  it('hands out everything once and in order', async () => {
    const { ahead, batches } = make(300);
    expect(await drain(ahead)).toEqual(Array.from({ length: 300 }, (_, n) => n).filter(n => n !== 13));
    expect(batches.flat()).toHaveLength(300);
  });

  it('begins with a small batch and signs the next one only when few are left', async () => {
    const { ahead, batches } = make(300);
    for (let n = 0; n < 5; n++) {
      await ahead.next(signal);
    }
    expect(batches.map(batch => batch.length)).toEqual([10]);
    await ahead.next(signal);
    expect(batches.map(batch => batch.length)).toEqual([10, 50]);
  });

  it('makes one call at a time however many ask', async () => {
    const { ahead, batches } = make(6, { first: 3, low: 0 });
    const got = await Promise.all([1, 2, 3].map(() => ahead.next(signal)));
    expect(got.map(each => each?.thing)).toEqual([0, 1, 2]);
    expect(batches).toHaveLength(1);
  });

  it('tells which file was refused and goes on with the others', async () => {
    const { ahead, refused } = make(20);
    expect(await drain(ahead)).toHaveLength(19);
    expect(refused).toEqual(['13 unlucky']);
  });

  it('signs URLs that ran out anew, in one batch', async () => {
    let time = 0;
    const { ahead, batches } = make(10, { now: () => time });
    await ahead.next(signal);
    time = 200;
    expect(await drain(ahead)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(batches).toEqual([
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
      [1, 2, 3, 4, 5, 6, 7, 8, 9],
    ]);
  });

  it('loses nothing when signing fails', async () => {
    const { ahead } = make(3);
    const failing = new Ahead<number>({
      first: 5,
      batch: 5,
      low: 1,
      now: () => 0,
      sign: () => Promise.reject(new Error('down')),
      refused: () => undefined,
    });
    failing.push([1, 2]);
    await expect(failing.next(signal)).rejects.toThrow('down');
    expect(failing.waiting).toBe(2);
    expect(await drain(ahead)).toEqual([0, 1, 2]);
  });

  it('gives what was put back before all others', async () => {
    const { ahead } = make(3);
    const first = await ahead.next(signal);
    await ahead.next(signal);
    if (first) {
      ahead.putBack(first);
    }
    expect(await drain(ahead)).toEqual([0, 2]);
  });

  it('goes on after a run that was broken off while signing', async () => {
    const run = new AbortController();
    let calls = 0;
    const ahead = new Ahead<number>({
      first: 5,
      batch: 5,
      low: 1,
      now: () => 0,
      sign: (numbers, until) =>
        calls++ > 0
          ? Promise.resolve(numbers.map(n => signed(n, 1)))
          : new Promise((_, reject) => {
              until.addEventListener('abort', () => {
                reject(until.reason as Error);
              });
            }),
      refused: () => undefined,
    });
    ahead.push([1, 2]);
    const broken = ahead.next(run.signal);
    run.abort();
    const next = ahead.next(signal);
    await expect(broken).rejects.toThrow();
    expect((await next)?.thing).toBe(1);
  });
});
