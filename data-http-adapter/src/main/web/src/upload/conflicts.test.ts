import { describe, expect, it } from 'vitest';
import { freeKey } from './conflicts';

describe('freeKey', () => {
  it.each([
    ['a/photo.jpg', 'a/photo (1).jpg'],
    ['a/archive.tar.gz', 'a/archive.tar (1).gz'],
    ['a.b/README', 'a.b/README (1)'],
    ['.gitignore', '.gitignore (1)'],
  ])('names %s %s', (key, expected) => {
    expect(freeKey(key, () => false)).toBe(expected);
  });

  it('takes the first number that is free', () => {
    const taken = new Set(['a (1).txt', 'a (2).txt']);
    expect(freeKey('a.txt', key => taken.has(key))).toBe('a (3).txt');
  });
});
