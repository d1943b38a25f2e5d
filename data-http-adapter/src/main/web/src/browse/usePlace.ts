import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { addressOf, placeOf, type Place } from './place';

const MOVED = 'data-account:moved'; // pushState itself tells nobody

function subscribe(listener: () => void): () => void {
  window.addEventListener('popstate', listener);
  window.addEventListener(MOVED, listener);
  return () => {
    window.removeEventListener('popstate', listener);
    window.removeEventListener(MOVED, listener);
  };
}

/** The place that the address bar holds, and the way to another; back and forward work as in any page. */
export function usePlace(): [place: Place, go: (place: Place) => void] {
  const query = useSyncExternalStore(subscribe, () => window.location.search);
  const place = useMemo(() => placeOf(new URLSearchParams(query)), [query]);
  const go = useCallback((next: Place) => {
    window.history.pushState(null, '', addressOf(next));
    window.dispatchEvent(new Event(MOVED));
  }, []);
  return [place, go];
}
