import type { Api, Usecase } from '../services/api';

/** The size of the largest page. */
const PAGE_SIZE = 1000;

/** The most pages that are loaded. The browser filters and sorts their rows without a delay. */
export const MAX_PAGES = 10;

/** The use cases of the caller. */
export interface LoadedUsecases {
  usecases: Usecase[];
  /** Whether these are all use cases. */
  complete: boolean;
  /** Whether the caller is an administrator of the portal. */
  superUser: boolean;
}

/**
 * Loads the pages of the list one after the other, up to 10,000 use cases. The filter of the view needs all of them,
 * because the pages are not in the order of the names.
 */
export async function loadUsecases(api: Pick<Api, 'usecases'>, signal: AbortSignal): Promise<LoadedUsecases> {
  const usecases: Usecase[] = [];
  let token: string | undefined;
  let superUser = false;
  for (let pages = 0; pages < MAX_PAGES; pages++) {
    const page = await api.usecases({ size: PAGE_SIZE, token }, signal);
    usecases.push(...page.usecases);
    token = page.next_token;
    superUser = page.is_super_user;
    if (token === undefined) {
      return { usecases, complete: true, superUser };
    }
  }
  return { usecases, complete: false, superUser };
}
