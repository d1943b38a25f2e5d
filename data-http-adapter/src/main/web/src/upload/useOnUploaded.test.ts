import { renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Stage } from './engine';
import { useOnUploaded } from './useOnUploaded';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
});

afterEach(() => {
  vi.useRealTimers();
});

it('arrivingFiles_areReportedAtMostEveryThreeSeconds_andAtTheEnd', () => {
  const onUploaded = vi.fn();
  const { rerender } = renderHook(
    ({ stage, done }: { stage: Stage; done: number }) => {
      useOnUploaded(stage, done, onUploaded);
    },
    { initialProps: { stage: 'running', done: 0 } },
  );
  const reportsAfter = (ms: number, stage: Stage, done: number) => {
    vi.setSystemTime(Date.now() + ms);
    rerender({ stage, done });
    return onUploaded.mock.calls.length;
  };
  expect(reportsAfter(0, 'running', 0)).toBe(0);
  expect(reportsAfter(250, 'running', 3)).toBe(1);
  expect(reportsAfter(2999, 'running', 40)).toBe(1);
  expect(reportsAfter(1, 'running', 41)).toBe(2);
  expect(reportsAfter(250, 'finished', 42)).toBe(3);
  expect(reportsAfter(250, 'finished', 42)).toBe(3);
  expect(reportsAfter(250, 'running', 1)).toBe(3);
  expect(reportsAfter(3000, 'running', 2)).toBe(4);
});
