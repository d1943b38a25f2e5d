import { useCallback, useSyncExternalStore } from 'react';

const PREFIX = 'data-account.';
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** A setting in the local storage of the browser. Without local storage it lasts until the page is closed. */
export function useStoredSetting<T extends string>(
  name: string,
  values: readonly T[],
  defaultValue: T,
): [T, (value: T) => void] {
  const stored = useSyncExternalStore(subscribe, () => read(name));
  const set = useCallback(
    (value: T) => {
      write(name, value);
    },
    [name],
  );
  return [values.find(value => value === stored) ?? defaultValue, set];
}

const inMemory = new Map<string, string>();

function read(name: string): string | null {
  try {
    return window.localStorage.getItem(PREFIX + name) ?? inMemory.get(name) ?? null;
  } catch {
    return inMemory.get(name) ?? null; // the browser may forbid local storage
  }
}

function write(name: string, value: string): void {
  inMemory.set(name, value);
  try {
    window.localStorage.setItem(PREFIX + name, value);
  } catch {
    // the value stays in memory
  }
  listeners.forEach(listener => {
    listener();
  });
}
