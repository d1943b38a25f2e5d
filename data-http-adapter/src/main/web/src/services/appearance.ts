import { applyDensity, applyMode, Density, Mode } from '@cloudscape-design/global-styles';
import { useEffect, useSyncExternalStore } from 'react';
import type { TimeZone } from './format';
import { useStoredSetting } from './storedSetting';

export const TIME_ZONES = ['local', 'utc'] as const satisfies readonly TimeZone[];
export const THEMES = ['auto', 'light', 'dark'] as const;
export const DENSITIES = ['comfortable', 'compact'] as const;
export type Theme = (typeof THEMES)[number];
export type DensityChoice = (typeof DENSITIES)[number];

/** The user's choice of theme and density. The hook applies them to the document. */
export function useAppearance() {
  const [theme, setTheme] = useStoredSetting<Theme>('theme', THEMES, 'auto');
  const [density, setDensity] = useStoredSetting<DensityChoice>('density', DENSITIES, 'comfortable');
  const systemDark = useSyncExternalStore(onSystemChange, () => systemQuery().matches);
  const dark = theme === 'auto' ? systemDark : theme === 'dark';

  useEffect(() => {
    applyMode(dark ? Mode.Dark : Mode.Light);
    document.documentElement.style.colorScheme = dark ? 'dark' : 'light'; // also for scroll bars
  }, [dark]);
  useEffect(() => {
    applyDensity(density === 'compact' ? Density.Compact : Density.Comfortable);
  }, [density]);
  return { theme, setTheme, density, setDensity, dark };
}

/** The zone in which the user wants to see times. */
export function useTimeZone() {
  const [zone, setZone] = useStoredSetting<TimeZone>('time-zone', TIME_ZONES, 'local');
  return { zone, setZone };
}

function systemQuery(): MediaQueryList {
  return window.matchMedia('(prefers-color-scheme: dark)');
}

function onSystemChange(listener: () => void): () => void {
  const query = systemQuery();
  query.addEventListener('change', listener);
  return () => {
    query.removeEventListener('change', listener);
  };
}
