import { describe, expect, it } from 'vitest';
import { classify, completeMultipartBody, storedPartsOf, uploadIdOf } from './s3Response';
import { errorResponse, response } from './testing';

describe('classify', () => {
  it.each([
    [response(200, ''), 'done'],
    [response(204, ''), 'done'],
    [response(0, ''), 'retry'],
    [errorResponse(503, 'SlowDown'), 'retry'],
    [errorResponse(500, 'InternalError'), 'retry'],
    [response(502, '<html>'), 'retry'],
    [response(429, ''), 'retry'],
    [errorResponse(400, 'RequestTimeout'), 'retry'],
    [errorResponse(409, 'ConditionalRequestConflict'), 'retry'],
    [errorResponse(200, 'InternalError'), 'retry'],
    [errorResponse(403, 'AccessDenied', 'Request has expired'), 'expired'],
    [errorResponse(400, 'ExpiredToken', 'The provided token has expired.'), 'expired'],
    [errorResponse(403, 'AccessDenied', 'Access Denied'), 'refused'],
    [response(403, ''), 'refused'],
    [errorResponse(404, 'NoSuchBucket'), 'refused'],
    [errorResponse(404, 'NoSuchUpload'), 'gone'],
    [errorResponse(412, 'PreconditionFailed'), 'conflict'],
    [errorResponse(200, 'PreconditionFailed'), 'conflict'],
    [errorResponse(400, 'InvalidArgument', 'no'), 'refused'],
  ])('%j is %s', (given, kind) => {
    expect(classify(given).kind).toBe(kind);
  });

  it('says what to do about a denial', () => {
    const classifyError = classify(errorResponse(403, 'AccessDenied', 'Access Denied'));
    expect(classifyError).toMatchObject({ reason: expect.stringContaining('s3:PutObject') as unknown });
    expect(classifyError).toMatchObject({ reason: expect.stringContaining('Ask the owner') as unknown });
  });
});

it('reads the id of a new upload', () => {
  const xml =
    '<?xml version="1.0"?><InitiateMultipartUploadResult xmlns="x"><UploadId>a&amp;b</UploadId></InitiateMultipartUploadResult>';
  expect(uploadIdOf(response(200, xml))).toBe('a&b');
});

it('reads the stored parts', () => {
  const xml = `<ListPartsResult><Part><PartNumber>2</PartNumber><ETag>&quot;abc&quot;</ETag><Size>7</Size></Part>
    <Part>\n<ETag>&#34;d&#x22;</ETag><Size>8</Size><PartNumber>3</PartNumber></Part></ListPartsResult>`;
  expect(storedPartsOf(response(200, xml))).toEqual([
    { number: 2, etag: '"abc"', size: 7 },
    { number: 3, etag: '"d"', size: 8 },
  ]);
});

it('completes with the parts in their order', () => {
  const xml = completeMultipartBody([
    [10, '"j"'],
    [2, '"b"'],
  ]);
  expect(xml.indexOf('<PartNumber>2<')).toBeLessThan(xml.indexOf('<PartNumber>10<'));
  expect(xml).toContain('<ETag>&#34;b&#34;</ETag>');
});
