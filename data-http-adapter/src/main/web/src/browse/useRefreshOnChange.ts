import { useEffect, useRef } from 'react';

/** Calls refresh whenever the version changes, but not for the first. */
export function useRefreshOnChange(version: number, refresh: () => void): void {
  const seen = useRef(version);
  useEffect(() => {
    if (seen.current !== version) {
      seen.current = version;
      refresh();
    }
  }, [version, refresh]);
}
