import { useCallback, useEffect, useRef, useState } from 'react';
import type { PageRequest } from '../services/api';
import { type ApiProblem, problemFromError } from '../services/problem';
import { currentToken, FIRST_PAGE, type PaginationState, withCurrentPage, withNextToken } from './pagination';
import { WalkProgress } from './walkProgress';

/** One page, and the token of the next page. */
export interface LoadedPage<T> {
  data: T;
  nextToken: string | undefined;
}

export type LoadPage<T> = (page: PageRequest, signal: AbortSignal) => Promise<LoadedPage<T>>;

export interface Listing<T> {
  /** The page that was loaded last. It stays while the next one loads. */
  data: T | undefined;
  loading: boolean;
  problem: ApiProblem | undefined;
  pagination: PaginationState;
  /** Loads a page. If its token is unknown, all pages before it are loaded first. */
  goToPage: (page: number) => void;
  /** Whether pages are being loaded only to find the token of a later page. walkProgress has the number of the page. */
  walking: boolean;
  walkProgress: WalkProgress;
  refresh: () => void;
}

interface LoadState<T> {
  requestKey: string;
  data: T | undefined;
  problem: ApiProblem | undefined;
}

/**
 * Loads a listing page by page. A response that comes after a newer request is ignored.
 *
 * @param load must be the same function as long as the component is mounted (useCallback); another route mounts another
 * component
 */
export function useListing<T>(load: LoadPage<T>, size: number): Listing<T> {
  const [pagination, setPagination] = useState(FIRST_PAGE);
  const [refreshCount, setRefreshCount] = useState(0);
  const [loadState, setLoadState] = useState<LoadState<T>>({ requestKey: '', data: undefined, problem: undefined });
  const token = currentToken(pagination);
  const requestKey = [refreshCount, size, pagination.current, token].join(' ');

  useEffect(() => {
    const controller = new AbortController();
    const updateState = (change: (before: LoadState<T>) => LoadState<T>) => {
      if (!controller.signal.aborted) {
        setLoadState(change);
      }
    };
    load({ size, token }, controller.signal).then(
      ({ data, nextToken }) => {
        updateState(() => ({ requestKey, data, problem: undefined }));
        if (!controller.signal.aborted) {
          setPagination(before => withNextToken(before, nextToken));
        }
      },
      (error: unknown) => {
        updateState(before => ({ requestKey, data: before.data, problem: problemFromError(error) }));
      },
    );
    return () => {
      controller.abort();
    };
  }, [load, size, token, requestKey]);

  const refresh = useCallback(() => {
    setRefreshCount(before => before + 1);
  }, []);
  const { walking, walkProgress, goToPage } = usePageWalk(load, size, pagination, setPagination);
  return {
    data: loadState.data,
    loading: loadState.requestKey !== requestKey,
    problem: loadState.requestKey === requestKey ? loadState.problem : undefined,
    pagination,
    goToPage,
    walking,
    walkProgress,
    refresh,
  };
}

function usePageWalk<T>(
  load: LoadPage<T>,
  size: number,
  pagination: PaginationState,
  setPagination: (pagination: PaginationState) => void,
) {
  const [walking, setWalking] = useState(false);
  const [walkProgress] = useState(() => new WalkProgress());
  const walkController = useRef<AbortController>(undefined);
  useEffect(() => () => walkController.current?.abort(), []);

  const goToPage = (page: number) => {
    walkController.current?.abort();
    setWalking(false);
    if (page <= pagination.tokens.length || pagination.endReached) {
      setPagination(withCurrentPage(pagination, Math.min(page, pagination.tokens.length)));
      return;
    }
    const controller = new AbortController();
    walkController.current = controller;
    setWalking(true);
    void walkToPage(load, size, pagination, page, controller.signal, walkProgress.set).then(end => {
      if (!controller.signal.aborted) {
        setWalking(false);
        setPagination(end);
      }
    });
  };
  return { walking, walkProgress, goToPage };
}

/** Loads the pages one after the other, because only a page has the token of the next. Stops at a page that fails. */
async function walkToPage<T>(
  load: LoadPage<T>,
  size: number,
  from: PaginationState,
  page: number,
  signal: AbortSignal,
  onProgress: (page: number) => void,
): Promise<PaginationState> {
  let pagination = withCurrentPage(from, from.tokens.length);
  while (pagination.current < page && !signal.aborted) {
    onProgress(pagination.current);
    const nextToken = await load({ size, token: currentToken(pagination) }, signal).then(
      loaded => loaded.nextToken,
      () => null, // the caller loads the failed page again and shows the problem
    );
    if (nextToken === null) {
      return pagination;
    }
    pagination = withNextToken(pagination, nextToken);
    if (nextToken === undefined) {
      return pagination;
    }
    pagination = withCurrentPage(pagination, pagination.current + 1);
  }
  return pagination;
}
