import { describe, expect, it } from 'vitest';
import { compareNames, exactSize, fileType, formatDuration, formatTime, humanSize, pluralize } from './format';

describe('humanSize', () => {
  it.each([
    [0, '0 B'],
    [662.1506063573163, '662 B'],
    [1023, '1023 B'],
    [1024, '1.0 KB'],
    [1536, '1.5 KB'],
    [1048575, '1.0 MB'],
    [200 * 1024 * 1024, '200.0 MB'],
    [5 * 1024 ** 4, '5.0 TB'],
    [3 * 1024 ** 6, '3072.0 PB'],
  ])('%d_is_%s', (bytes, text) => {
    expect(humanSize(bytes)).toBe(text);
  });
});

describe('exactSize', () => {
  it('groupsDigits', () => {
    expect(exactSize(1234567)).toBe('1,234,567 bytes');
    expect(exactSize(1)).toBe('1 byte');
  });
});

describe('formatTime', () => {
  it('utc_saysTheZone', () => {
    expect(formatTime('2024-01-15T00:30:05Z', 'utc')).toBe('Jan 15, 2024, 00:30:05 (UTC+00:00)');
  });

  it('local_saysTheOffsetOfTheDay', () => {
    expect(formatTime('2024-07-15T10:30:00Z', 'local')).toMatch(
      /^Jul 1[456], 2024, \d\d:\d\d:00 \(UTC[+-]\d\d:\d\d\)$/,
    );
  });
});

describe('compareNames', () => {
  it('numbers_areInTheirOrder', () => {
    const names = ['run10/', 'run9/', 'Run9/', 'run1/', 'run01/', 'a', 'b'];
    expect(names.sort(compareNames)).toEqual(['a', 'b', 'run01/', 'run1/', 'run9/', 'Run9/', 'run10/']);
  });
});

describe('fileType', () => {
  it.each([
    ['a.JPG', 'jpg'],
    ['a.tar.gz', 'gz'],
    ['.profile', '-'],
    ['README', '-'],
    ['a.', '-'],
    ['a.not a type', '-'],
  ])('%s_is_%s', (name, type) => {
    expect(fileType(name)).toBe(type);
  });
});

describe('pluralize', () => {
  it('usesThePlural', () => {
    expect(pluralize(1, 'folder')).toBe('1 folder');
    expect(pluralize(1200, 'use case')).toBe('1,200 use cases');
  });
});

describe('formatDuration', () => {
  it.each([
    [0, '1 s'],
    [59.6, '1 min 0 s'],
    [83, '1 min 23 s'],
    [3725, '1 h 2 min'],
  ])('%d_is_%s', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });
});
