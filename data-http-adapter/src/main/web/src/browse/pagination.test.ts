import { describe, expect, it } from 'vitest';
import { currentToken, FIRST_PAGE, withCurrentPage, withNextToken } from './pagination';

describe('pagination', () => {
  it('onlyPage_ends', () => {
    expect(withNextToken(FIRST_PAGE, undefined)).toEqual({ current: 1, tokens: [undefined], endReached: true });
  });

  it('forward_thenBack_usesTheTokensSeen', () => {
    let pagination = withNextToken(FIRST_PAGE, 'second');
    pagination = withNextToken(withCurrentPage(pagination, 2), 'third');
    pagination = withCurrentPage(pagination, 3);
    expect(currentToken(pagination)).toBe('third');
    pagination = withNextToken(pagination, undefined);
    expect(pagination.endReached).toBe(true);
    pagination = withCurrentPage(pagination, 1);
    expect(currentToken(pagination)).toBeUndefined();
    expect(withNextToken(pagination, 'second')).toEqual({
      current: 1,
      tokens: [undefined, 'second', 'third'],
      endReached: true,
    });
  });

  it('pageWithAnotherNextToken_dropsTheLaterTokens', () => {
    const pagination = { current: 1, tokens: [undefined, 'second', 'third'], endReached: true };
    expect(withNextToken(pagination, 'other')).toEqual({ current: 1, tokens: [undefined, 'other'], endReached: false });
    expect(withNextToken(pagination, undefined)).toEqual({ current: 1, tokens: [undefined], endReached: true });
  });

  it('unknownPage_staysWhereItIs', () => {
    expect(withCurrentPage(FIRST_PAGE, 2)).toBe(FIRST_PAGE);
    expect(withCurrentPage(FIRST_PAGE, 0)).toBe(FIRST_PAGE);
  });

  it('thousandPages_reachTheMillionthKey', () => {
    let pagination = FIRST_PAGE;
    for (let page = 1; page < 1000; page++) {
      pagination = withCurrentPage(withNextToken(pagination, `after-${page * 1000}`), page + 1);
    }
    expect(pagination.current).toBe(1000);
    expect(currentToken(pagination)).toBe('after-999000');
  });
});
