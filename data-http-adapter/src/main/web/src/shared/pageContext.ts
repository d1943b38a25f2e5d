import { createContext, useContext } from 'react';
import type { Api } from '../services/api';
import type { Route } from './route';

/** A message at the top of the page. It stays until the user dismisses it. */
export interface Notice {
  type: 'success' | 'warning';
  text: string;
}

/** What App provides to all parts of the page. */
export interface PageContextValue {
  api: Api;
  navigate: (route: Route) => void;
  notify: (notice: Notice) => void;
  signIn: () => void;
}

export const PageContext = createContext<PageContextValue | undefined>(undefined);

export function usePageContext(): PageContextValue {
  const tools = useContext(PageContext);
  if (tools === undefined) {
    throw new Error('a part of the page stands outside of its frame');
  }
  return tools;
}
