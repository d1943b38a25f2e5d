import { describe, expect, it } from 'vitest';
import { bucketNameError, bucketNameWarning, newBucketNameError } from './bucketName';

describe('bucketNameError', () => {
  it.each([
    'abc',
    '123',
    'my-training-data-bucket',
    'a.b.c',
    'a--b',
    '1.2.3',
    '1.2.3.4567',
    'a'.repeat(63),
    'a.-b',
    'an-an',
  ])('%s_isFine', name => {
    expect(bucketNameError(name)).toBeUndefined();
  });

  it.each([
    ['', 'Enter a name.'],
    ['ab', '3 to 63 characters long; this is 2'],
    ['a'.repeat(64), 'this is 64'],
    ['Abc', 'capital letters'],
    ['a_b', 'only letters a-z'],
    ['a b', 'only letters a-z'],
    ['bücher', 'only letters a-z'],
    ['-abc', 'begin and end'],
    ['abc-', 'begin and end'],
    ['.abc', 'begin and end'],
    ['abc.', 'begin and end'],
    ['a..b', 'two dots'],
    ['192.168.5.4', 'IP address'],
    ['999.999.999.999', 'IP address'],
    ['xn--abc', 'xn--'],
    ['sthree-abc', 'sthree-'],
    ['amzn-s3-demo-abc', 'amzn-s3-demo-'],
    ['abc-s3alias', '-s3alias'],
    ['abc--ol-s3', '--ol-s3'],
    ['abc.mrap', '.mrap'],
    ['abc--x-s3', '--x-s3'],
    ['abc--table-s3', '--table-s3'],
  ])('%s_isRefused', (name, sentence) => {
    expect(bucketNameError(name)).toContain(sentence);
  });
});

describe('newBucketNameError', () => {
  it('accountNamespaceEnding_isRefusedForNewBucketsOnly', () => {
    expect(newBucketNameError('abc-an')).toContain('-an');
    expect(bucketNameError('abc-an')).toBeUndefined();
  });
});

describe('bucketNameAdvice', () => {
  it('dots_areAdvisedAgainst', () => {
    expect(bucketNameWarning('a.b.c')).toContain('dots');
    expect(bucketNameWarning('a-b-c')).toBeUndefined();
  });
});
