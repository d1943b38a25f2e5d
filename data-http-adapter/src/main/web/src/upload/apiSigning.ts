import { retryAfterMs } from './backoff';
import {
  ApiTrouble,
  type Listing,
  type MultipartUpload,
  type MultipartUrls,
  type Refusal,
  type Signed,
  type Signing,
  type Wish,
} from './signing';

// a URL must still be good when the last byte of its request reaches S3
const MARGIN_MS = 30_000;
const PAGE_SIZE = 1000;

/** The calls of the API that an upload makes; each rejects with an ApiProblem-like error. */
export interface UploadApi {
  folder(
    usecase: string,
    bucket: string,
    prefix: string,
    page: { size: number; token?: string | undefined },
    signal?: AbortSignal,
  ): Promise<FolderAnswer>;
  batchUploadUrls(usecase: string, body: BatchBody, signal?: AbortSignal): Promise<BatchAnswer>;
  multipartUploadUrls(usecase: string, body: MultipartBody, signal?: AbortSignal): Promise<MultipartAnswer>;
}

export interface FolderAnswer {
  folders: { name: string }[];
  files: { name: string; size: number; last_modified: string }[];
  next_token?: string | undefined;
}

export interface BatchBody {
  bucket: string;
  prefix: string;
  files: { filename: string; content_type: string; overwrite: boolean }[];
}

export interface BatchAnswer {
  uploads: {
    filename: string;
    upload_url?: string | undefined;
    headers?: Record<string, string> | undefined;
    error?: string | undefined;
  }[];
  expires_in: number;
}

export interface MultipartBody {
  bucket: string;
  key: string;
  content_type?: string;
  upload_id?: string;
  part_numbers?: number[];
  overwrite?: boolean;
}

interface SignedRequest {
  url: string;
  method: string;
  headers: Record<string, string>;
}

export interface MultipartAnswer {
  expires_in: number;
  create?: SignedRequest | undefined;
  parts?: (SignedRequest & { part_number: number })[] | undefined;
  list_parts?: SignedRequest | undefined;
  complete?: SignedRequest | undefined;
  abort?: SignedRequest | undefined;
}

/** The API's calls, as the upload needs them. */
export function apiSigning(api: UploadApi, usecase: string, bucket: string, now: () => number): Signing {
  // by our own clock, for the server's may differ from it
  const until = (expiresIn: number, asked: number) => asked + expiresIn * 1000 - MARGIN_MS;

  const multipart = async (body: Omit<MultipartBody, 'bucket'>, signal: AbortSignal) => {
    const asked = now();
    const answer = await api.multipartUploadUrls(usecase, { bucket, ...body }, signal).catch(rethrow);
    return { answer, goodUntil: until(answer.expires_in, asked) };
  };

  return {
    async puts(wishes: readonly Wish[], signal): Promise<readonly (Signed | Refusal)[]> {
      const asked = now();
      const files = wishes.map(({ key, type, overwrite }) => ({ filename: key, content_type: type, overwrite }));
      const answer = await api.batchUploadUrls(usecase, { bucket, prefix: '', files }, signal).catch(rethrow);
      const goodUntil = until(answer.expires_in, asked);
      return answer.uploads.map(({ upload_url: url, headers = {}, error }) =>
        url === undefined
          ? { refused: error ?? 'The API gave no URL for it.' }
          : { method: 'PUT', url, headers, goodUntil },
      );
    },

    async begin(key, type, signal): Promise<Signed> {
      const { answer, goodUntil } = await multipart({ key, content_type: type }, signal);
      return { ...given(answer.create), goodUntil };
    },

    async goOn({ key, uploadId, overwrite }: MultipartUpload, parts, signal): Promise<MultipartUrls> {
      const wish = { key, upload_id: uploadId, part_numbers: [...parts], overwrite };
      const { answer, goodUntil } = await multipart(wish, signal);
      return {
        parts: new Map((answer.parts ?? []).map(part => [part.part_number, { ...part, goodUntil }])),
        listParts: { ...given(answer.list_parts), goodUntil },
        complete: { ...given(answer.complete), goodUntil },
        abort: { ...given(answer.abort), goodUntil },
      };
    },

    async list(prefix, token, signal): Promise<Listing> {
      const page = { size: PAGE_SIZE, ...(token !== undefined && { token }) };
      const answer = await api.folder(usecase, bucket, prefix, page, signal).catch(rethrow);
      return {
        folders: answer.folders.map(({ name }) => name.replace(/\/$/, '')),
        files: answer.files.map(({ name, size, last_modified }) => ({ name, size, modified: last_modified })),
        nextToken: answer.next_token,
      };
    },
  };
}

function given(request: SignedRequest | undefined): SignedRequest {
  if (!request) {
    throw new ApiTrouble({ title: 'The server is older than this page', detail: 'Reload the page.' }, false);
  }
  return request;
}

/** What the error of a call means for the upload. */
export function trouble(error: unknown): unknown {
  if (error instanceof DOMException && error.name === 'AbortError') {
    return error;
  }
  const { status, title, detail, retryAfter } = fields(error);
  const passing = status === 0 || status === 429 || status === 500 || status === 503 || status === 504;
  return new ApiTrouble({ title: `Paused: ${title}`, detail: `${detail} ${advice(status)}` }, passing, retryAfter);
}

function rethrow(error: unknown): never {
  throw trouble(error);
}

function advice(status: number): string {
  switch (status) {
    case 401:
      return 'Sign in again, then press Resume: what is sent already stays sent.';
    case 403:
      return 'Uploading needs the role DataScientist in this use case; ask its administrator, then press Resume.';
    case 502:
      return 'Nothing is lost: press Resume when the access to the data account is repaired.';
    default:
      return 'Nothing is lost: press Resume to go on.';
  }
}

function fields(error: unknown): { status: number; title: string; detail: string; retryAfter: number } {
  const { status, title, detail, retryAfter } = Object(error) as Record<string, unknown>;
  return {
    status: typeof status === 'number' ? status : 0,
    title: typeof title === 'string' ? lowerFirst(title) : 'the server does not answer',
    detail: typeof detail === 'string' ? detail : 'No answer came from the server. Check that you are connected.',
    retryAfter: typeof retryAfter === 'string' ? retryAfterMs(retryAfter, Date.now()) : 0,
  };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
