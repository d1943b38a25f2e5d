import { expect, it } from 'vitest';
import { backoff, retryAfterMs } from './backoff';

it('doubles the ceiling with every failure, up to 20 seconds', () => {
  const waits = [1, 2, 3, 4, 5, 6, 7, 20].map(failures => backoff(failures, { random: () => 1 }));
  expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 16000, 20000, 20000]);
});

it('spreads the waits over all of the time below the ceiling', () => {
  expect(backoff(3, { random: () => 0 })).toBe(0);
  expect(backoff(3, { random: () => 0.5 })).toBe(1000);
});

it('never waits less than the server asked for', () => {
  expect(backoff(1, { random: () => 0 }, 3000)).toBe(3000);
});

it('reads Retry-After as seconds and as a date', () => {
  expect(retryAfterMs('7', 0)).toBe(7000);
  expect(retryAfterMs('Thu, 01 Jan 1970 00:00:09 GMT', 4000)).toBe(5000);
  expect(retryAfterMs('Thu, 01 Jan 1970 00:00:00 GMT', 4000)).toBe(0);
  expect(retryAfterMs('soon', 0)).toBe(0);
  expect(retryAfterMs(null, 0)).toBe(0);
  expect(retryAfterMs('86400', 0)).toBe(300_000);
});
