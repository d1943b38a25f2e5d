import { describe, expect, it } from 'vitest';
import { ApiProblem, problemFromError, problemFromResponse } from './problem';

describe('problemOf', () => {
  it('problemDocument_keepsWhatItSays', () => {
    const body = {
      title: 'Bucket not found',
      detail: 'There is none.',
      code: 'bucket_not_found',
      field: 'bucket',
      request_id: 'r-1',
    };
    expect(problemFromResponse(404, body, '7')).toMatchObject({
      status: 404,
      code: 'bucket_not_found',
      title: 'Bucket not found',
      detail: 'There is none.',
      field: 'bucket',
      requestId: 'r-1',
      retryAfter: '7',
    });
  });

  it('differences_areReadAsFarAsTheyAreOfTheForm', () => {
    const differences = [
      { field: 'encryption', is: 'aws:kms', wanted: 'AES256' },
      { field: 'kms_key_id', is: 'k' },
      {},
      null,
      7,
    ];
    expect(problemFromResponse(409, { differences }).differences).toEqual([
      { field: 'encryption', is: 'aws:kms', wanted: 'AES256' },
      { field: 'kms_key_id', is: 'k', wanted: undefined },
    ]);
    expect(problemFromResponse(409, { differences: 'none' }).differences).toEqual([]);
    expect(problemFromResponse(409, {}).differences).toEqual([]);
  });

  it.each([['<html>502</html>'], [undefined], [null], [[]], [{ detail: 7, field: '' }]])(
    'otherBody_stillHasASentence',
    body => {
      const problem = problemFromResponse(502, body);
      expect(problem.detail).toBe('The server returned HTTP 502 without a reason. Try again.');
      expect(problem.code).toBe('http_502');
      expect(problem.field).toBeUndefined();
    },
  );
});

describe('asProblem', () => {
  it('problem_staysItself', () => {
    const problem = problemFromResponse(400, {});
    expect(problemFromError(problem)).toBe(problem);
  });

  it('noResponse_saysSo', () => {
    expect(problemFromError(new TypeError('Failed to fetch'))).toMatchObject({ status: 0, code: 'offline' });
  });

  it('anyOtherError_isAPageFault', () => {
    expect(problemFromError('odd')).toBeInstanceOf(ApiProblem);
    expect(problemFromError(new Error('odd')).detail).toContain('odd');
  });
});
