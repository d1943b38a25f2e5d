import { describe, expect, it } from 'vitest';
import { keyError } from './keyError';

describe('keyError', () => {
  it.each(['a', 'a/b c/ü.jpg', 'é'.repeat(512), '.hidden', 'a/..b', 'emoji 😀.png'])('accepts %j', key => {
    expect(keyError(key)).toBeUndefined();
  });

  it.each([
    [`${'é'.repeat(512)}a`, '1,024 bytes'],
    ['a/./b', '"."'],
    ['a/../b', '".."'],
    ['a//b', 'without a name'],
    ['a\nb', 'control character'],
    ['a\u0085b', 'control character'],
    ['half \ud800', 'not valid Unicode'],
    ['a\uffff', 'no character'],
    ['a\ufdd0/b', 'no character'],
    ['\u{1fffe}', 'no character'],
  ])('refuses %j', (key, reason) => {
    expect(keyError(key)).toContain(reason);
  });
});
