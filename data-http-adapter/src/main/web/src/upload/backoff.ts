import type { Clock } from './clock';

const BASE_WAIT_MS = 500;
const MAX_WAIT_MS = 20_000;

/** How often a request is sent before it counts as failed. */
export const MAX_ATTEMPTS = 7;

/**
 * The milliseconds to wait after the given number of failures (1 or more): exponential backoff with full jitter, and at
 * least what the server asked for. https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function backoff(failures: number, clock: Pick<Clock, 'random'>, retryAfterMs = 0): number {
  const ceiling = Math.min(MAX_WAIT_MS, BASE_WAIT_MS * 2 ** (failures - 1));
  return retryAfterMs + Math.round(clock.random() * ceiling);
}

/** The milliseconds in a Retry-After header; 0 if there is no header or it is invalid. */
export function retryAfterMs(header: string | null | undefined, now: number): number {
  if (!header) {
    return 0;
  }
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isFinite(ms) ? Math.min(Math.max(0, ms), 5 * 60_000) : 0;
}
