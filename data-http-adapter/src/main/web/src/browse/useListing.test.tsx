import { act, renderHook, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { PageRequest } from '../services/api';
import { problemFromResponse } from '../services/problem';
import { type LoadedPage, type LoadPage, useListing } from './useListing';
import '../shared/testing';

/** A listing of numbered pages. Each page contains its number. */
function numbered(count: number) {
  const requests: PageRequest[] = [];
  const load: LoadPage<string> = page => {
    requests.push(page);
    const at = Number(page.token ?? '1');
    return Promise.resolve({ data: `page ${at}`, nextToken: at < count ? String(at + 1) : undefined });
  };
  return { load, requests };
}

describe('useListing', () => {
  it('first_loadsTheFirstPage', async () => {
    const { load, requests } = numbered(3);
    const { result } = renderHook(() => useListing(load, 50));
    expect(result.current.loading).toBe(true);
    await waitFor(() => {
      expect(result.current.data).toBe('page 1');
    });
    expect(result.current.loading).toBe(false);
    expect(result.current.pagination).toMatchObject({ current: 1, endReached: false });
    expect(requests).toEqual([{ size: 50, token: undefined }]);
  });

  it('farPage_isReachedThroughThePagesBefore', async () => {
    const { load } = numbered(1000);
    const { result } = renderHook(() => useListing(load, 50));
    await waitFor(() => {
      expect(result.current.data).toBe('page 1');
    });
    act(() => {
      result.current.goToPage(400);
    });
    await waitFor(() => {
      expect(result.current.data).toBe('page 400');
    });
    expect(result.current.walking).toBe(false);
    expect(result.current.walkProgress.get()).toBe(399);
    expect(result.current.pagination).toMatchObject({ current: 400, endReached: false });
  });

  it('pageBeyondTheEnd_isTheLast', async () => {
    const { load } = numbered(7);
    const { result } = renderHook(() => useListing(load, 50));
    await waitFor(() => {
      expect(result.current.data).toBe('page 1');
    });
    act(() => {
      result.current.goToPage(400);
    });
    await waitFor(() => {
      expect(result.current.data).toBe('page 7');
    });
    expect(result.current.pagination).toMatchObject({ current: 7, endReached: true });
  });

  it('slowOldResponse_doesNotOverwriteTheNewPage', async () => {
    const waiting: { page: PageRequest; signal: AbortSignal; resolve: (loaded: LoadedPage<string>) => void }[] = [];
    const load: LoadPage<string> = (page, signal) =>
      new Promise(resolve => {
        waiting.push({ page, signal, resolve });
      });
    const { result } = renderHook(() => useListing(load, 50));
    act(() => {
      result.current.refresh();
    });
    expect(waiting).toHaveLength(2);
    expect(waiting[0]?.signal.aborted).toBe(true);
    await act(async () => {
      waiting[1]?.resolve({ data: 'new', nextToken: undefined });
      await Promise.resolve();
      waiting[0]?.resolve({ data: 'old', nextToken: 'x' });
      await Promise.resolve();
    });
    expect(result.current.data).toBe('new');
    expect(result.current.pagination.endReached).toBe(true);
  });

  it('problem_isShownWithTheLastPageUntilARefreshSucceeds', async () => {
    let refuse = false;
    const load: LoadPage<string> = () =>
      refuse ? Promise.reject(problemFromResponse(503, {})) : Promise.resolve({ data: 'page', nextToken: undefined });
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
