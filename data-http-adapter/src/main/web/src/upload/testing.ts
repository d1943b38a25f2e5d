import type { Clock } from './clock';
import type { Picked } from './item';
import {
  ApiTrouble,
  type Listing,
  type MultipartUrls,
  type Refusal,
  type Signed,
  type Signing,
  type Wish,
} from './signing';
import type { Answer, Send, Sending } from './transport';

/** Time that passes only when somebody sleeps. */
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

  breathe = (): Promise<void> => Promise.resolve();

  later = (_ms: number, call: () => void): void => {
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

type Fault = (sending: Sending) => Answer | Promise<Answer> | undefined;

/** The API and S3 in one: URLs name what they are for. */
export class FakeS3 implements Signing {
  readonly objects = new Map<string, StoredObject>();
  readonly uploads = new Map<string, Upload>();
  readonly signedBatches: string[][] = [];
  readonly listed: string[] = [];
  readonly sent: string[] = [];
  /** Answers in place of S3, where it answers at all. */
  fault: Fault = () => undefined;
  /** What signing throws, until it is taken away. */
  trouble: ApiTrouble | undefined;
  expiresInMs = 3_600_000;
  pageSize = 1000;

  constructor(private readonly clock: Clock) {}

  puts = (wishes: readonly Wish[], signal: AbortSignal): Promise<readonly (Signed | Refusal)[]> => {
    this.signedBatches.push(wishes.map(({ key }) => key));
    const rows = wishes.map(({ key, overwrite }) =>
      key.includes('forbidden') ? { refused: 'must not be forbidden' } : this.#signed('PUT', `put ${key}`, overwrite),
    );
    return this.#answer(rows, signal);
  };

  begin = (key: string, _type: string, signal: AbortSignal): Promise<Signed> =>
    this.#answer(this.#signed('POST', `create ${key}`), signal);

  goOn = (
    { uploadId, overwrite }: { uploadId: string; overwrite: boolean },
    parts: readonly number[],
    signal: AbortSignal,
  ): Promise<MultipartUrls> =>
    this.#answer(
      {
        parts: new Map(parts.map(part => [part, this.#signed('PUT', `part ${uploadId} ${part}`)])),
        listParts: this.#signed('GET', `parts ${uploadId}`),
        complete: this.#signed('POST', `complete ${uploadId}`, overwrite),
        abort: this.#signed('DELETE', `abort ${uploadId}`),
      },
      signal,
    );

  list = (prefix: string, token: string | undefined, signal: AbortSignal): Promise<Listing> => {
    this.listed.push(prefix);
    const below = [...this.objects].filter(([key]) => key.startsWith(prefix)).sort(([a], [b]) => (a < b ? -1 : 1));
    const names = below.map(([key, object]) => ({ name: key.slice(prefix.length), ...object }));
    const folders = new Set(names.filter(({ name }) => name.includes('/')).map(({ name }) => name.split('/')[0] ?? ''));
    const files = names.filter(({ name }) => !name.includes('/'));
    const start = Number(token ?? 0);
    const end = start + this.pageSize;
    return this.#answer(
      {
        folders: start === 0 ? [...folders] : [],
        files: files.slice(start, end),
        nextToken: end < files.length ? String(end) : undefined,
      },
      signal,
    );
  };

  send: Send = async (sending, signal) => {
    signal.throwIfAborted();
    await Promise.resolve();
    signal.throwIfAborted();
    this.sent.push(sending.to.url);
    return (await this.fault(sending)) ?? this.take(sending);
  };

  /** What S3 does with a request that reaches it. */
  take({ to, body }: Sending): Answer {
    const [verb = '', subject = '', part = ''] = to.url.split(' ');
    switch (verb) {
      case 'put':
        return this.#store(to.url.slice(4), body instanceof Blob ? body.size : 0, to);
      case 'create':
        this.uploads.set(`id-${this.uploads.size + 1}`, { key: to.url.slice(7), parts: new Map() });
        return answer(200, `<R><UploadId>id-${this.uploads.size}</UploadId></R>`);
    }
    const upload = this.uploads.get(subject);
    if (!upload) {
      return failure(404, 'NoSuchUpload');
    }
    switch (verb) {
      case 'part':
        upload.parts.set(Number(part), body instanceof Blob ? body.size : 0);
        return answer(200, '', { etag: `"${part}"` });
      case 'parts':
        return answer(200, listXml(upload));
      case 'complete':
        return this.#complete(subject, upload, to);
      default:
        this.uploads.delete(subject);
        return answer(204, '');
    }
  }

  #complete(id: string, upload: Upload, to: Signed): Answer {
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

  #store(key: string, size: number, to: Signed): Answer {
    if (to.headers['If-None-Match'] === '*' && this.objects.has(key)) {
      return failure(412, 'PreconditionFailed');
    }
    this.objects.set(key, { size, modified: '2026-11-24T00:00:00Z' });
    return answer(200, '', { etag: '"e"' });
  }

  #signed(method: string, url: string, overwrite = true): Signed {
    const headers: Record<string, string> = overwrite ? {} : { 'If-None-Match': '*' };
    return { method, url, headers, goodUntil: this.clock.now() + this.expiresInMs };
  }

  async #answer<T>(value: T, signal: AbortSignal): Promise<T> {
    await Promise.resolve();
    signal.throwIfAborted();
    if (this.trouble) {
      throw this.trouble;
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

export function answer(status: number, body: string, headers: Record<string, string> = {}): Answer {
  return { status, body, header: name => headers[name.toLowerCase()] };
}

export function failure(status: number, code: string, message = ''): Answer {
  return answer(status, `<Error><Code>${code}</Code><Message>${message}</Message></Error>`);
}

/** A file of so many bytes, without holding them. */
export function pick(path: string, size = 10, modified = 1): Picked {
  const file = new File([], path.slice(path.lastIndexOf('/') + 1), { lastModified: modified });
  return { path, file: sized(file, size) };
}

function sized<T extends Blob>(blob: T, size: number): T {
  Object.defineProperty(blob, 'size', { value: size });
  blob.slice = (start = 0, end = size) => sized(new Blob([]), Math.min(end, size) - start);
  return blob;
}
