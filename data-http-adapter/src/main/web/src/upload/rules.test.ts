import { describe, expect, it } from 'vitest';
import { freeKey } from './conflicts';
import { keyError } from './keyError';
import { MAX_FILE_BYTES, partPlan } from './partPlan';

const MIB = 1024 * 1024;

describe('partPlan', () => {
  it.each([1, 8 * MIB, 8 * MIB + 1, 64 * MIB + 1, 200 * MIB, 8000 * MIB, 8000 * MIB + 1, MAX_FILE_BYTES])(
    'cuts %d bytes without gaps into at most 1,000 parts that S3 takes',
    size => {
      const parts = partPlan(size);
      expect(parts.length).toBeLessThanOrEqual(1000);
      expect(parts.map(({ number }) => number)).toEqual(parts.map((_, i) => i + 1));
      expect(parts[0]?.start).toBe(0);
      expect(parts.at(-1)?.end).toBe(size);
      parts.slice(1).forEach(({ start }, i) => {
        expect(start).toBe(parts[i]?.end);
      });
      parts.slice(0, -1).forEach(({ start, end }) => {
        expect(end - start).toBeGreaterThanOrEqual(5 * MIB);
        expect(end - start).toBeLessThanOrEqual(5 * 1024 * MIB);
      });
    },
  );
});

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
