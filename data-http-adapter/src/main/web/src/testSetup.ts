import { afterAll, vi } from 'vitest';

// the design system's transitions end by timers that change their component even when its page is gone
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
