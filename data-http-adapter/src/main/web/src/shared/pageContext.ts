import { createContext, useContext } from 'react';
import type { Api } from '../services/api';
import type { Route } from './route';

/** A message on top of the page, until the reader dismisses it. */
export interface Notice {
  type: 'success' | 'warning';
  text: string;
}

/** What every part of the page needs from its frame. */
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
