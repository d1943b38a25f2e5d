import { backoff, MAX_ATTEMPTS } from './backoff';
import type { Clock } from './clock';
import { UploadApiError, type UploadSigner } from './uploadSigner';

/** Repeats calls that fail with a retryable error, with growing waits. Throws the error of the last attempt. */
export function withRetry(signer: UploadSigner, clock: Clock): UploadSigner {
  return {
    signPuts: (requests, signal) => retry(clock, () => signer.signPuts(requests, signal), signal),
    createMultipart: (key, type, signal) => retry(clock, () => signer.createMultipart(key, type, signal), signal),
    continueMultipart: (upload, parts, signal) =>
      retry(clock, () => signer.continueMultipart(upload, parts, signal), signal),
    list: (prefix, token, signal) => retry(clock, () => signer.list(prefix, token, signal), signal),
  };
}

async function retry<T>(clock: Clock, call: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let failures = 1; ; failures++) {
    try {
      return await call();
    } catch (e) {
      signal.throwIfAborted();
      if (!(e instanceof UploadApiError) || !e.retryable || failures >= MAX_ATTEMPTS) {
        throw e;
      }
      await clock.sleep(backoff(failures, clock, e.retryAfterMs), signal);
    }
  }
}
