import { useEffect, useRef } from 'react';

/** Calls refresh whenever the version changes, but not for the first. */
export function useRefreshOnChange(version: number, refresh: () => void): void {
  const last = useRef(version);
  useEffect(() => {
    if (last.current !== version) {
      last.current = version;
      refresh();
    }
  }, [version, refresh]);
}
