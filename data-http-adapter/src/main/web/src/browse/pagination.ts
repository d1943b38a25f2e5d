/**
 * The pages of a listing with continuation tokens. A response of S3 has only the token of the next page, so the state
 * keeps the tokens of all pages that were loaded. The number of pages is known once a page has no next token.
 */
export interface PaginationState {
  /** The number of the current page; the first is 1. */
  current: number;
  /** tokens[i] is the token of page i + 1. The first page has none. */
  tokens: readonly (string | undefined)[];
  /** Whether the last page was loaded. */
  endReached: boolean;
}

export const FIRST_PAGE: PaginationState = { current: 1, tokens: [undefined], endReached: false };

export function currentToken(pagination: PaginationState): string | undefined {
  return pagination.tokens[pagination.current - 1];
}

/** The state after the current page was loaded with this token for the next page. */
export function withNextToken(pagination: PaginationState, nextToken: string | undefined): PaginationState {
  const tokens = pagination.tokens.slice(0, pagination.current);
  return nextToken === undefined
    ? { ...pagination, tokens, endReached: true }
    : {
        ...pagination,
        tokens: isKnownToken(pagination, nextToken) ? pagination.tokens : [...tokens, nextToken],
        endReached: isKnownToken(pagination, nextToken) && pagination.endReached,
      };
}

/** The state at the given page; unchanged if the token of that page is unknown. */
export function withCurrentPage(pagination: PaginationState, page: number): PaginationState {
  return page >= 1 && page <= pagination.tokens.length ? { ...pagination, current: page } : pagination;
}

/** Whether the next page has the same token as before. The tokens of all later pages are then valid too. */
function isKnownToken(pagination: PaginationState, nextToken: string): boolean {
  return pagination.tokens[pagination.current] === nextToken;
}
