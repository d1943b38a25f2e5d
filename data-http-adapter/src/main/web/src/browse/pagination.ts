/**
 * The pages of a listing that is walked by tokens: S3 says only where the next page begins, so the tokens of the pages
 * seen so far are kept, and the end is open until a page comes without a token.
 */
export interface PaginationState {
  /** From 1. */
  current: number;
  /** tokens[i] begins page i + 1; the first page has none. */
  tokens: readonly (string | undefined)[];
  /** Whether a page without a next one has been seen. */
  endReached: boolean;
}

export const FIRST_PAGE: PaginationState = { current: 1, tokens: [undefined], endReached: false };

export function currentToken(pagination: PaginationState): string | undefined {
  return pagination.tokens[pagination.current - 1];
}

/** What is known once the current page has come with this token for the next. */
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

/** The given page, or the same as before if its beginning is not known. */
export function withCurrentPage(pagination: PaginationState, page: number): PaginationState {
  return page >= 1 && page <= pagination.tokens.length ? { ...pagination, current: page } : pagination;
}

/** Pages further on were reached by the tokens before; as long as those are the same, so are they. */
function isKnownToken(pagination: PaginationState, nextToken: string): boolean {
  return pagination.tokens[pagination.current] === nextToken;
}
