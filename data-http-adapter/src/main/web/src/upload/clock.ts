/** Time and random numbers. Tests use a fake. */
export interface Clock {
  now(): number;
  random(): number;
  /** Rejects with the reason of the signal when the signal is aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** Lets the browser render and handle events first. */
  yieldToBrowser(): Promise<void>;
  /** Calls the function once, after the given time. */
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
