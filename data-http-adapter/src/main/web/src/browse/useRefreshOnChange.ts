import { useEffect, useRef } from 'react';

/** Calls refresh on each change of the version, but not for the initial one. */
export function useRefreshOnChange(version: number, refresh: () => void): void {
  const last = useRef(version);
  useEffect(() => {
    if (last.current !== version) {
      last.current = version;
      refresh();
    }
  }, [version, refresh]);
}
