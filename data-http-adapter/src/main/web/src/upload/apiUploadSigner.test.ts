import { describe, expect, it } from 'vitest';
import { problemFromResponse } from '../services/problem';
import {
  type BatchRequest,
  createUploadSigner,
  type MultipartRequest,
  toUploadApiError,
  type UploadApi,
} from './apiUploadSigner';
import { UploadApiError } from './uploadSigner';

const { signal } = new AbortController();

function make(calls: Partial<UploadApi>, now = 0) {
  const missing = () => Promise.reject(new Error('not expected'));
  const api = { folder: missing, batchUploadUrls: missing, multipartUploadUrls: missing, ...calls };
  return createUploadSigner(api, 'demo', 'b', () => now);
}

describe('createUploadSigner', () => {
  it('sends full keys and keeps the order of the rows', async () => {
    const asked: unknown[] = [];
    const signer = make(
      {
        batchUploadUrls: (usecase, body: BatchRequest) => {
          asked.push(usecase, body);
          return Promise.resolve({
            expires_in: 3600,
            uploads: [
              { filename: 'p/a', upload_url: 'u', headers: { 'If-None-Match': '*' } },
              { filename: 'p/b', error: 'must be shorter' },
            ],
          });
        },
      },
      1000,
    );
    const rows = await signer.signPuts(
      [
        { key: 'p/a', type: 'image/jpeg', overwrite: false },
        { key: 'p/b', type: 'text/plain', overwrite: true },
      ],
      signal,
    );
    expect(asked).toEqual([
      'demo',
      {
        bucket: 'b',
        prefix: '',
        files: [
          { filename: 'p/a', content_type: 'image/jpeg', overwrite: false },
          { filename: 'p/b', content_type: 'text/plain', overwrite: true },
        ],
      },
    ]);
    expect(rows).toEqual([
      { method: 'PUT', url: 'u', headers: { 'If-None-Match': '*' }, validUntil: 1000 + 3_600_000 - 30_000 },
      { refused: 'must be shorter' },
    ]);
  });

  it('continues an upload', async () => {
    const request = (url: string, method: string) => ({ url, method, headers: {} });
    const asked: MultipartRequest[] = [];
    const signer = make({
      multipartUploadUrls: (_usecase, body) => {
        asked.push(body);
        return Promise.resolve({
          expires_in: 60,
          parts: [{ part_number: 7, ...request('p7', 'PUT') }],
          list_parts: request('l', 'GET'),
          complete: request('c', 'POST'),
          abort: request('a', 'DELETE'),
        });
      },
    });
    const urls = await signer.continueMultipart({ key: 'k', uploadId: 'id', overwrite: false }, [7], signal);
    expect(asked).toEqual([{ bucket: 'b', key: 'k', upload_id: 'id', part_numbers: [7], overwrite: false }]);
    expect(urls.parts.get(7)).toMatchObject({ url: 'p7', method: 'PUT' });
    expect([urls.listParts.url, urls.complete.url, urls.abort.url]).toEqual(['l', 'c', 'a']);
  });

  it('lists folders without their slash', async () => {
    const signer = make({
      folder: () =>
        Promise.resolve({
          folders: [{ name: 'raw/' }],
          files: [{ name: 'a', size: 1, last_modified: 't' }],
          next_token: 'n',
        }),
    });
    expect(await signer.list('p/', undefined, signal)).toEqual({
      folders: ['raw'],
      files: [{ name: 'a', size: 1, modified: 't' }],
      nextToken: 'n',
    });
  });
});

describe('toUploadApiError', () => {
  const of = (status: number, retryAfter?: string) =>
    toUploadApiError(
      problemFromResponse(status, { title: 'Forbidden', detail: 'Role X said no.' }, retryAfter),
    ) as UploadApiError;

  it('is retryable by a code of the server only with Retry-After', () => {
    const internal = problemFromResponse(500, { code: 'internal', title: 'T', detail: 'D.' });
    const throttled = problemFromResponse(503, { code: 'throttled', title: 'T', detail: 'D.' }, '2');
    expect((toUploadApiError(internal) as UploadApiError).retryable).toBe(false);
    expect((toUploadApiError(throttled) as UploadApiError).retryable).toBe(true);
  });

  it.each([0, 429, 500, 503, 504])('%d of a proxy is retryable', status => {
    expect(of(status).retryable).toBe(true);
  });

  it.each([400, 401, 403, 404, 409, 502])('%d is not retryable', status => {
    expect(of(status).retryable).toBe(false);
  });

  it.each([
    [401, 'Sign in again'],
    [403, 'DataScientist'],
    [502, 'access to the data account'],
    [503, 'Press Resume'],
  ])('%d says what was wrong and what to do', (status, advice) => {
    expect(of(status).notice.detail).toContain('Role X said no.');
    expect(of(status).notice.detail).toContain(advice);
    expect(of(status).notice.title).toBe('Paused: forbidden');
  });

  it('reads Retry-After', () => {
    expect(of(503, '2').retryAfterMs).toBe(2000);
  });

  it('keeps an AbortError as it is', () => {
    const abort = new DOMException('', 'AbortError');
    expect(toUploadApiError(abort)).toBe(abort);
  });
});
