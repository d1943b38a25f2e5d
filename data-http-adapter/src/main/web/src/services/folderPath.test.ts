import { describe, expect, it } from 'vitest';
import { existingPathError, folderPathError, unwritableReason } from './folderPath';

describe('folderPathError', () => {
  it.each(['raw', 'raw/', 'a/b/c', 'bücher', 'a b', '...', 'a.b', '日本/語/', '😀'])('%s_isFine', path => {
    expect(folderPathError(path, 'datasets/')).toBeUndefined();
  });

  it.each([
    ['', 'Enter a name.'],
    ['/', 'begin with a slash'],
    ['/a', 'begin with a slash'],
    ['a//b', 'empty segment'],
    ['a//', 'empty segment'],
    ['.', 'segment "."'],
    ['a/..', 'segment ".."'],
    ['../a', 'segment ".."'],
    ['a\u0007b', 'control characters'],
    ['a\u0085b', 'control characters'],
    ['a\ud800b', 'surrogate'],
    ['ä'.repeat(512), 'this is 1,025'],
  ])('%s_isRefused', (path, messageFor) => {
    expect(folderPathError(path)).toContain(messageFor);
  });

  it('longestPath_countsWhereItIsCreated', () => {
    expect(folderPathError('a'.repeat(1023))).toBeUndefined();
    expect(folderPathError('a'.repeat(1023), 'b/')).toContain('1,026');
  });
});

describe('openedPathError', () => {
  it.each(['', '/', 'a//b', './', 'a/../', '/a', 'a\u0007b'])('%s_ofAnotherProgram_isFine', path => {
    expect(existingPathError(path)).toBeUndefined();
  });

  it.each([
    ['a\ud800b', 'surrogate'],
    ['ä'.repeat(512), 'this is 1,025'],
  ])('%s_isRefused', (path, messageFor) => {
    expect(existingPathError(path)).toContain(messageFor);
  });
});

describe('unwritableReason', () => {
  it.each(['', 'raw/', 'a/b/', '.../', '..a/', 'a b+%2F/'])('%s_takesFiles', prefix => {
    expect(unwritableReason(prefix)).toBeUndefined();
  });

  it.each([
    ['/', 'an empty segment'],
    ['raw//', 'an empty segment'],
    ['/raw/', 'an empty segment'],
    ['a/./b/', 'a segment "."'],
    ['..//', 'a segment ".."'],
    ['a/../', 'a segment ".."'],
    ['a\u0007/', 'control characters'],
    ['a\uffff/', 'no characters'],
  ])('%j_takesNoFiles', (prefix, reason) => {
    expect(unwritableReason(prefix)).toContain(reason);
  });
});
