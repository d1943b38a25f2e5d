import { describe, expect, it } from 'vitest';
import { completion, judge, partsOf, uploadIdOf } from './s3Answer';
import { answer, failure } from './testing';

describe('judge', () => {
  it.each([
    [answer(200, ''), 'done'],
    [answer(204, ''), 'done'],
    [answer(0, ''), 'again'],
    [failure(503, 'SlowDown'), 'again'],
    [failure(500, 'InternalError'), 'again'],
    [answer(502, '<html>'), 'again'],
    [answer(429, ''), 'again'],
    [failure(400, 'RequestTimeout'), 'again'],
    [failure(409, 'ConditionalRequestConflict'), 'again'],
    [failure(200, 'InternalError'), 'again'],
    [failure(403, 'AccessDenied', 'Request has expired'), 'expired'],
    [failure(400, 'ExpiredToken', 'The provided token has expired.'), 'expired'],
    [failure(403, 'AccessDenied', 'Access Denied'), 'refused'],
    [answer(403, ''), 'refused'],
    [failure(404, 'NoSuchBucket'), 'refused'],
    [failure(404, 'NoSuchUpload'), 'gone'],
    [failure(412, 'PreconditionFailed'), 'conflict'],
    [failure(200, 'PreconditionFailed'), 'conflict'],
    [failure(400, 'InvalidArgument', 'no'), 'refused'],
  ])('%j is %s', (given, kind) => {
    expect(judge(given).kind).toBe(kind);
  });

  it('says what to do about a denial', () => {
    const verdict = judge(failure(403, 'AccessDenied', 'Access Denied'));
    expect(verdict).toMatchObject({ reason: expect.stringContaining('s3:PutObject') as unknown });
    expect(verdict).toMatchObject({ reason: expect.stringContaining('Ask the owner') as unknown });
  });
});

it('reads the id of a new upload', () => {
  const xml =
    '<?xml version="1.0"?><InitiateMultipartUploadResult xmlns="x"><UploadId>a&amp;b</UploadId></InitiateMultipartUploadResult>';
  expect(uploadIdOf(answer(200, xml))).toBe('a&b');
});

it('reads the stored parts', () => {
  const xml = `<ListPartsResult><Part><PartNumber>2</PartNumber><ETag>&quot;abc&quot;</ETag><Size>7</Size></Part>
    <Part>\n<ETag>&#34;d&#x22;</ETag><Size>8</Size><PartNumber>3</PartNumber></Part></ListPartsResult>`;
  expect(partsOf(answer(200, xml))).toEqual([
    { number: 2, etag: '"abc"', size: 7 },
    { number: 3, etag: '"d"', size: 8 },
  ]);
});

it('completes with the parts in their order', () => {
  const xml = completion([
    [10, '"j"'],
    [2, '"b"'],
  ]);
  expect(xml.indexOf('<PartNumber>2<')).toBeLessThan(xml.indexOf('<PartNumber>10<'));
  expect(xml).toContain('<ETag>&#34;b&#34;</ETag>');
});
