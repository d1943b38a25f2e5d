import { describe, expect, it } from 'vitest';
import { existingPathError, folderPathError } from './folderPath';

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
