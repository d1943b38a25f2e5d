import type { Clock } from './clock';
import type { S3Request, S3Response, Send } from './transport';
import type { PickedFile } from './uploadItem';
import {
  type FolderListing,
  type MultipartUrls,
  type PresignedRequest,
  type Refusal,
  type SignRequest,
  UploadApiError,
  type UploadSigner,
} from './uploadSigner';

/** A clock whose time passes only during sleep(). */
export class FakeClock implements Clock {
  time = 1_000_000;
  readonly slept: number[] = [];

  now = (): number => this.time;
  random = (): number => 0.5;

  sleep = async (ms: number, signal: AbortSignal): Promise<void> => {
    signal.throwIfAborted();
    this.slept.push(ms);
    this.time += ms;
    await Promise.resolve();
    signal.throwIfAborted();
  };

  yieldToBrowser = (): Promise<void> => Promise.resolve();

  schedule = (_ms: number, call: () => void): void => {
    setTimeout(call, 0);
  };
}

export interface StoredObject {
  size: number;
  modified: string;
}

interface Upload {
  key: string;
  parts: Map<number, number>;
}

type Override = (request: S3Request) => S3Response | Promise<S3Response> | undefined;

/** A fake of the API and of S3. Its URLs contain the operation and the key. */
export class FakeS3 implements UploadSigner {
  readonly objects = new Map<string, StoredObject>();
  readonly uploads = new Map<string, Upload>();
  readonly signedBatches: string[][] = [];
  readonly listed: string[] = [];
  readonly sent: string[] = [];
  /** Responds in place of S3; S3 responds if it returns undefined. */
  override: Override = () => undefined;
  /** The error that every call of the API throws, if there is one. */
  apiError: UploadApiError | undefined;
  expiresInMs = 3_600_000;
  pageSize = 1000;

  constructor(private readonly clock: Clock) {}

  signPuts = (
    requests: readonly SignRequest[],
    signal: AbortSignal,
  ): Promise<readonly (PresignedRequest | Refusal)[]> => {
    this.signedBatches.push(requests.map(({ key }) => key));
    const rows = requests.map(({ key, overwrite }) =>
      key.includes('forbidden') ? { refused: 'must not be forbidden' } : this.#signed('PUT', `put ${key}`, overwrite),
    );
    return this.#respond(rows, signal);
  };

  createMultipart = (key: string, _type: string, signal: AbortSignal): Promise<PresignedRequest> =>
    this.#respond(this.#signed('POST', `create ${key}`), signal);

  continueMultipart = (
    { uploadId, overwrite }: { uploadId: string; overwrite: boolean },
    parts: readonly number[],
    signal: AbortSignal,
  ): Promise<MultipartUrls> =>
    this.#respond(
      {
        parts: new Map(parts.map(part => [part, this.#signed('PUT', `part ${uploadId} ${part}`)])),
        listParts: this.#signed('GET', `parts ${uploadId}`),
        complete: this.#signed('POST', `complete ${uploadId}`, overwrite),
        abort: this.#signed('DELETE', `abort ${uploadId}`),
      },
      signal,
    );

  list = (prefix: string, token: string | undefined, signal: AbortSignal): Promise<FolderListing> => {
    this.listed.push(prefix);
    const below = [...this.objects].filter(([key]) => key.startsWith(prefix)).sort(([a], [b]) => (a < b ? -1 : 1));
    const names = below.map(([key, object]) => ({ name: key.slice(prefix.length), ...object }));
    const folders = new Set(names.filter(({ name }) => name.includes('/')).map(({ name }) => name.split('/')[0] ?? ''));
    const files = names.filter(({ name }) => !name.includes('/'));
    const start = Number(token ?? 0);
    const end = start + this.pageSize;
    return this.#respond(
      {
        folders: start === 0 ? [...folders] : [],
        files: files.slice(start, end),
        nextToken: end < files.length ? String(end) : undefined,
      },
      signal,
    );
  };

  send: Send = async (request, signal) => {
    signal.throwIfAborted();
    await Promise.resolve();
    signal.throwIfAborted();
    this.sent.push(request.to.url);
    return (await this.override(request)) ?? this.handle(request);
  };

  /** Handles a request as S3 does. */
  handle({ to, body }: S3Request): S3Response {
    const [verb = '', subject = '', part = ''] = to.url.split(' ');
    switch (verb) {
      case 'put':
        return this.#store(to.url.slice(4), body instanceof Blob ? body.size : 0, to);
      case 'create':
        this.uploads.set(`id-${this.uploads.size + 1}`, { key: to.url.slice(7), parts: new Map() });
        return response(200, `<R><UploadId>id-${this.uploads.size}</UploadId></R>`);
    }
    const upload = this.uploads.get(subject);
    if (!upload) {
      return errorResponse(404, 'NoSuchUpload');
    }
    switch (verb) {
      case 'part':
        upload.parts.set(Number(part), body instanceof Blob ? body.size : 0);
        return response(200, '', { etag: `"${part}"` });
      case 'parts':
        return response(200, listXml(upload));
      case 'complete':
        return this.#complete(subject, upload, to);
      default:
        this.uploads.delete(subject);
        return response(204, '');
    }
  }

  #complete(id: string, upload: Upload, to: PresignedRequest): S3Response {
    const stored = this.#store(
      upload.key,
      [...upload.parts.values()].reduce((sum, size) => sum + size, 0),
      to,
    );
    if (stored.status === 200) {
      this.uploads.delete(id);
    }
    return stored;
  }

  #store(key: string, size: number, to: PresignedRequest): S3Response {
    if (to.headers['If-None-Match'] === '*' && this.objects.has(key)) {
      return errorResponse(412, 'PreconditionFailed');
    }
    this.objects.set(key, { size, modified: '2026-11-24T00:00:00Z' });
    return response(200, '', { etag: '"e"' });
  }

  #signed(method: string, url: string, overwrite = true): PresignedRequest {
    const headers: Record<string, string> = overwrite ? {} : { 'If-None-Match': '*' };
    return { method, url, headers, validUntil: this.clock.now() + this.expiresInMs };
  }

  async #respond<T>(value: T, signal: AbortSignal): Promise<T> {
    await Promise.resolve();
    signal.throwIfAborted();
    if (this.apiError) {
      throw this.apiError;
    }
    return value;
  }
}

function listXml({ parts }: Upload): string {
  const rows = [...parts].map(
    ([number, size]) =>
      `<Part><PartNumber>${number}</PartNumber><ETag>&quot;${number}&quot;</ETag><Size>${size}</Size></Part>`,
  );
  return `<ListPartsResult>${rows.join('')}</ListPartsResult>`;
}

export function response(status: number, body: string, headers: Record<string, string> = {}): S3Response {
  return { status, body, header: name => headers[name.toLowerCase()] };
}

export function errorResponse(status: number, code: string, message = ''): S3Response {
  return response(status, `<Error><Code>${code}</Code><Message>${message}</Message></Error>`);
}

/** A file of the given size, without content in memory. */
export function pickedFile(path: string, size = 10, modified = 1): PickedFile {
  const file = new File([], path.slice(path.lastIndexOf('/') + 1), { lastModified: modified });
  return { path, file: sized(file, size) };
}

function sized<T extends Blob>(blob: T, size: number): T {
  Object.defineProperty(blob, 'size', { value: size });
  blob.slice = (start = 0, end = size) => sized(new Blob([]), Math.min(end, size) - start);
  return blob;
}
