import { describe, expect, it } from 'vitest';
import { arrived, FIRST_PAGE, tokenOf, turned } from './pages';

describe('pages', () => {
  it('onlyPage_ends', () => {
    expect(arrived(FIRST_PAGE, undefined)).toEqual({ current: 1, tokens: [undefined], ended: true });
  });

  it('forward_thenBack_usesTheTokensSeen', () => {
    let pages = arrived(FIRST_PAGE, 'second');
    pages = arrived(turned(pages, 2), 'third');
    pages = turned(pages, 3);
    expect(tokenOf(pages)).toBe('third');
    pages = arrived(pages, undefined);
    expect(pages.ended).toBe(true);
    pages = turned(pages, 1);
    expect(tokenOf(pages)).toBeUndefined();
    expect(arrived(pages, 'second')).toEqual({ current: 1, tokens: [undefined, 'second', 'third'], ended: true });
  });

  it('pageComesWithAnotherToken_forgetsWhatFollowed', () => {
    const pages = { current: 1, tokens: [undefined, 'second', 'third'], ended: true };
    expect(arrived(pages, 'other')).toEqual({ current: 1, tokens: [undefined, 'other'], ended: false });
    expect(arrived(pages, undefined)).toEqual({ current: 1, tokens: [undefined], ended: true });
  });

  it('unknownPage_staysWhereItIs', () => {
    expect(turned(FIRST_PAGE, 2)).toBe(FIRST_PAGE);
    expect(turned(FIRST_PAGE, 0)).toBe(FIRST_PAGE);
  });

  it('thousandPages_reachTheMillionthKey', () => {
    let pages = FIRST_PAGE;
    for (let page = 1; page < 1000; page++) {
      pages = turned(arrived(pages, `after-${page * 1000}`), page + 1);
    }
    expect(pages.current).toBe(1000);
    expect(tokenOf(pages)).toBe('after-999000');
  });
});
