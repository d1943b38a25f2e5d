import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { hrefOf, parseRoute, type Route } from './route';

const NAVIGATED = 'data-account:moved'; // pushState fires no event of its own

function subscribe(listener: () => void): () => void {
  window.addEventListener('popstate', listener);
  window.addEventListener(NAVIGATED, listener);
  return () => {
    window.removeEventListener('popstate', listener);
    window.removeEventListener(NAVIGATED, listener);
  };
}

/** The route of the current URL, and a function that navigates to another. The browser's back and forward work too. */
export function useRoute(): [route: Route, navigate: (route: Route) => void] {
  const query = useSyncExternalStore(subscribe, () => window.location.search);
  const route = useMemo(() => parseRoute(new URLSearchParams(query)), [query]);
  const navigate = useCallback((next: Route) => {
    window.history.pushState(null, '', hrefOf(next));
    window.dispatchEvent(new Event(NAVIGATED));
  }, []);
  return [route, navigate];
}
