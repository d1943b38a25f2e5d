import { backoff, MAX_TRIES } from './backoff';
import type { Clock } from './clock';
import { ApiTrouble, type Signing } from './signing';

/** Calls the API again, ever later, while its trouble is passing; throws the last trouble if it comes too often. */
export function patient(signing: Signing, clock: Clock): Signing {
  return {
    puts: (wishes, signal) => patiently(clock, () => signing.puts(wishes, signal), signal),
    begin: (key, type, signal) => patiently(clock, () => signing.begin(key, type, signal), signal),
    goOn: (upload, parts, signal) => patiently(clock, () => signing.goOn(upload, parts, signal), signal),
    list: (prefix, token, signal) => patiently(clock, () => signing.list(prefix, token, signal), signal),
  };
}

async function patiently<T>(clock: Clock, call: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let failures = 1; ; failures++) {
    try {
      return await call();
    } catch (e) {
      signal.throwIfAborted();
      if (!(e instanceof ApiTrouble) || !e.passing || failures >= MAX_TRIES) {
        throw e;
      }
      await clock.sleep(backoff(failures, clock, e.retryAfterMs), signal);
    }
  }
}
