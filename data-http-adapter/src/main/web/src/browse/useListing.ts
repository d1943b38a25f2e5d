import { useCallback, useEffect, useRef, useState } from 'react';
import type { PageRequest } from '../services/api';
import { asProblem, type ApiProblem } from '../services/problem';
import { arrived, FIRST_PAGE, tokenOf, turned, type Pages } from './pages';
import { WalkProgress } from './walkProgress';

/** One page as it came, and the token of the next. */
export interface Fetched<T> {
  data: T;
  next: string | undefined;
}

export type Fetch<T> = (page: PageRequest, signal: AbortSignal) => Promise<Fetched<T>>;

export interface Listing<T> {
  /** The page that came last; while the next one loads, still the one before. */
  data: T | undefined;
  loading: boolean;
  problem: ApiProblem | undefined;
  pages: Pages;
  /** Turns to a page; one whose beginning is not known yet is walked to. */
  turn: (page: number) => void;
  /** Whether pages in between are being passed on the way to the one asked for, and how far. */
  walking: boolean;
  walkProgress: WalkProgress;
  refresh: () => void;
}

interface Shown<T> {
  of: string;
  data: T | undefined;
  problem: ApiProblem | undefined;
}

/**
 * Loads a listing page by page. An answer that comes after the reader has gone on is dropped.
 *
 * @param load must stay the same for the same place; the component is made anew for another
 */
export function useListing<T>(load: Fetch<T>, size: number): Listing<T> {
  const [pages, setPages] = useState(FIRST_PAGE);
  const [attempt, setAttempt] = useState(0);
  const [shown, setShown] = useState<Shown<T>>({ of: '', data: undefined, problem: undefined });
  const token = tokenOf(pages);
  const wanted = [attempt, size, pages.current, token].join(' ');

  useEffect(() => {
    const control = new AbortController();
    const show = (change: (before: Shown<T>) => Shown<T>) => {
      if (!control.signal.aborted) {
        setShown(change);
      }
    };
    load({ size, token }, control.signal).then(
      ({ data, next }) => {
        show(() => ({ of: wanted, data, problem: undefined }));
        if (!control.signal.aborted) {
          setPages(before => arrived(before, next));
        }
      },
      (error: unknown) => {
        show(before => ({ of: wanted, data: before.data, problem: asProblem(error) }));
      },
    );
    return () => {
      control.abort();
    };
  }, [load, size, token, wanted]);

  const refresh = useCallback(() => {
    setAttempt(before => before + 1);
  }, []);
  const { walking, walkProgress, turn } = useWalk(load, size, pages, setPages);
  return {
    data: shown.data,
    loading: shown.of !== wanted,
    problem: shown.of === wanted ? shown.problem : undefined,
    pages,
    turn,
    walking,
    walkProgress,
    refresh,
  };
}

function useWalk<T>(load: Fetch<T>, size: number, pages: Pages, setPages: (pages: Pages) => void) {
  const [walking, setWalking] = useState(false);
  const [walkProgress] = useState(() => new WalkProgress());
  const walk = useRef<AbortController>(undefined);
  useEffect(() => () => walk.current?.abort(), []);

  const turn = (page: number) => {
    walk.current?.abort();
    setWalking(false);
    if (page <= pages.tokens.length || pages.ended) {
      setPages(turned(pages, Math.min(page, pages.tokens.length)));
      return;
    }
    const control = new AbortController();
    walk.current = control;
    setWalking(true);
    void walkTo(load, size, pages, page, control.signal, walkProgress.set).then(end => {
      if (!control.signal.aborted) {
        setWalking(false);
        setPages(end);
      }
    });
  };
  return { walking, walkProgress, turn };
}

/** A page's beginning is known only from the one before it, so all between are asked for. Stops where a page fails. */
async function walkTo<T>(
  load: Fetch<T>,
  size: number,
  from: Pages,
  page: number,
  signal: AbortSignal,
  report: (page: number) => void,
): Promise<Pages> {
  let pages = turned(from, from.tokens.length);
  while (pages.current < page && !signal.aborted) {
    report(pages.current);
    const next = await load({ size, token: tokenOf(pages) }, signal).then(
      fetched => fetched.next,
      () => null, // the page that failed is shown with its problem, as it is asked for again
    );
    if (next === null) {
      return pages;
    }
    pages = arrived(pages, next);
    if (next === undefined) {
      return pages;
    }
    pages = turned(pages, pages.current + 1);
  }
  return pages;
}
