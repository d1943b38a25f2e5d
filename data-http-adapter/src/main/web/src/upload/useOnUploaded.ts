import { useEffect, useRef } from 'react';
import type { Stage } from './engine';

const REFRESH_MS = 3000;

/** Calls onUploaded after files were stored in the bucket: at most every three seconds during a run, and at its end. */
export function useOnUploaded(stage: Stage, done: number, onUploaded: () => void): void {
  const reported = useRef({ done: 0, at: -Infinity });
  useEffect(() => {
    const last = reported.current;
    if (done < last.done) {
      last.done = 0; // another upload has started
    }
    const now = Date.now();
    if (done > last.done && (stage !== 'running' || now - last.at >= REFRESH_MS)) {
      reported.current = { done, at: now };
      onUploaded();
    }
  }, [stage, done, onUploaded]);
}
