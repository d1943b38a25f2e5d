/**
 * The pages of a listing that is walked by tokens: S3 says only where the next page begins, so the tokens of the pages
 * seen so far are kept, and the end is open until a page comes without a token.
 */
export interface Pages {
  /** From 1. */
  current: number;
  /** tokens[i] begins page i + 1; the first page has none. */
  tokens: readonly (string | undefined)[];
  /** Whether a page without a next one has been seen. */
  ended: boolean;
}

export const FIRST_PAGE: Pages = { current: 1, tokens: [undefined], ended: false };

export function tokenOf(pages: Pages): string | undefined {
  return pages.tokens[pages.current - 1];
}

/** What is known once the current page has come with this token for the next. */
export function arrived(pages: Pages, next: string | undefined): Pages {
  const tokens = pages.tokens.slice(0, pages.current);
  return next === undefined
    ? { ...pages, tokens, ended: true }
    : {
        ...pages,
        tokens: keep(pages, next) ? pages.tokens : [...tokens, next],
        ended: keep(pages, next) && pages.ended,
      };
}

/** The given page, or the same as before if its beginning is not known. */
export function turned(pages: Pages, page: number): Pages {
  return page >= 1 && page <= pages.tokens.length ? { ...pages, current: page } : pages;
}

/** Pages further on were reached by the tokens before; as long as those are the same, so are they. */
function keep(pages: Pages, next: string): boolean {
  return pages.tokens[pages.current] === next;
}
