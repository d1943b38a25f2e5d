/** Time and chance, so that tests need not wait for either. */
export interface Clock {
  now(): number;
  random(): number;
  /** Rejects with the signal's reason when that is aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** Lets the browser draw and listen before going on. */
  yieldToBrowser(): Promise<void>;
  /** Calls once, later. */
  schedule(ms: number, call: () => void): void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  random: () => Math.random(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const stop = () => {
        clearTimeout(timer);
        reject(signal.reason as Error);
      };
      const timer = setTimeout(() => {
        signal.removeEventListener('abort', stop);
        resolve();
      }, ms);
      signal.addEventListener('abort', stop, { once: true });
    }),
  yieldToBrowser: () =>
    new Promise(resolve => {
      setTimeout(resolve, 0);
    }),
  schedule: (ms, call) => {
    setTimeout(call, ms);
  },
};
