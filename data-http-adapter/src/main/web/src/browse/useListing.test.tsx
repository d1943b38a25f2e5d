import { act, renderHook, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { PageRequest } from '../services/api';
import { problemOf } from '../services/problem';
import '../shared/testing';
import { useListing, type Fetch, type Fetched } from './useListing';

/** A listing of numbered pages; each page says where it began. */
function numbered(count: number) {
  const asked: PageRequest[] = [];
  const load: Fetch<string> = page => {
    asked.push(page);
    const at = Number(page.token ?? '1');
    return Promise.resolve({ data: `page ${at}`, next: at < count ? String(at + 1) : undefined });
  };
  return { load, asked };
}

describe('useListing', () => {
  it('first_loadsTheFirstPage', async () => {
    const { load, asked } = numbered(3);
    const { result } = renderHook(() => useListing(load, 50));
    expect(result.current.loading).toBe(true);
    await waitFor(() => {
      expect(result.current.data).toBe('page 1');
    });
    expect(result.current.loading).toBe(false);
    expect(result.current.pages).toMatchObject({ current: 1, ended: false });
    expect(asked).toEqual([{ size: 50, token: undefined }]);
  });

  it('farPage_isWalkedTo', async () => {
    const { load } = numbered(1000);
    const { result } = renderHook(() => useListing(load, 50));
    await waitFor(() => {
      expect(result.current.data).toBe('page 1');
    });
    act(() => {
      result.current.turn(400);
    });
    await waitFor(() => {
      expect(result.current.data).toBe('page 400');
    });
    expect(result.current.walking).toBe(false);
    expect(result.current.walkProgress.get()).toBe(399);
    expect(result.current.pages).toMatchObject({ current: 400, ended: false });
  });

  it('pageBeyondTheEnd_isTheLast', async () => {
    const { load } = numbered(7);
    const { result } = renderHook(() => useListing(load, 50));
    await waitFor(() => {
      expect(result.current.data).toBe('page 1');
    });
    act(() => {
      result.current.turn(400);
    });
    await waitFor(() => {
      expect(result.current.data).toBe('page 7');
    });
    expect(result.current.pages).toMatchObject({ current: 7, ended: true });
  });

  it('slowOldAnswer_doesNotOverwriteTheNewPage', async () => {
    const waiting: { page: PageRequest; signal: AbortSignal; answer: (fetched: Fetched<string>) => void }[] = [];
    const load: Fetch<string> = (page, signal) =>
      new Promise(answer => {
        waiting.push({ page, signal, answer });
      });
    const { result } = renderHook(() => useListing(load, 50));
    act(() => {
      result.current.refresh();
    });
    expect(waiting).toHaveLength(2);
    expect(waiting[0]?.signal.aborted).toBe(true);
    await act(async () => {
      waiting[1]?.answer({ data: 'new', next: undefined });
      await Promise.resolve();
      waiting[0]?.answer({ data: 'old', next: 'x' });
      await Promise.resolve();
    });
    expect(result.current.data).toBe('new');
    expect(result.current.pages.ended).toBe(true);
  });

  it('refusal_isShownBesideTheLastPageUntilItWorks', async () => {
    let refuse = false;
    const load: Fetch<string> = () =>
      refuse ? Promise.reject(problemOf(503, {})) : Promise.resolve({ data: 'page', next: undefined });
    const { result } = renderHook(() => useListing(load, 50));
    await waitFor(() => {
      expect(result.current.data).toBe('page');
    });
    refuse = true;
    act(() => {
      result.current.refresh();
    });
    await waitFor(() => {
      expect(result.current.problem?.status).toBe(503);
    });
    expect(result.current.data).toBe('page');
    refuse = false;
    act(() => {
      result.current.refresh();
    });
    await waitFor(() => {
      expect(result.current.loading).toBe(false);
    });
    expect(result.current.problem).toBeUndefined();
  });
});
