import { afterAll, vi } from 'vitest';

// Transitions of the design system end with a timer that updates a component even after the test has unmounted it.
const begun = new Set<ReturnType<typeof setTimeout>>();
const begin = globalThis.setTimeout;

vi.stubGlobal('setTimeout', (callback: () => void, delay?: number) => {
  const timer = begin(callback, delay);
  begun.add(timer);
  return timer;
});

afterAll(() => {
  begun.forEach(timer => {
    clearTimeout(timer);
  });
});
