import { retryAfterMs } from './backoff';
import {
  type FolderListing,
  type MultipartUpload,
  type MultipartUrls,
  type PresignedRequest,
  type Refusal,
  type SignRequest,
  UploadApiError,
  type UploadSigner,
} from './uploadSigner';

// A URL must still be valid when the request has reached S3.
const VALIDITY_MARGIN_MS = 30_000;
const PAGE_SIZE = 1000;

/** The calls of the API that an upload makes. Each rejects with an ApiProblem or an error with the same properties. */
export interface UploadApi {
  folder(
    usecase: string,
    bucket: string,
    prefix: string,
    page: { size: number; token?: string | undefined },
    signal?: AbortSignal,
  ): Promise<FolderResponse>;
  batchUploadUrls(usecase: string, body: BatchRequest, signal?: AbortSignal): Promise<BatchResponse>;
  multipartUploadUrls(usecase: string, body: MultipartRequest, signal?: AbortSignal): Promise<MultipartResponse>;
}

export interface FolderResponse {
  folders: { name: string }[];
  files: { name: string; size: number; last_modified: string }[];
  next_token?: string | undefined;
}

export interface BatchRequest {
  bucket: string;
  prefix: string;
  files: { filename: string; content_type: string; overwrite: boolean }[];
}

export interface BatchResponse {
  uploads: {
    filename: string;
    upload_url?: string | undefined;
    headers?: Record<string, string> | undefined;
    error?: string | undefined;
  }[];
  expires_in: number;
}

export interface MultipartRequest {
  bucket: string;
  key: string;
  content_type?: string;
  upload_id?: string;
  part_numbers?: number[];
  overwrite?: boolean;
}

interface ApiPresignedRequest {
  url: string;
  method: string;
  headers: Record<string, string>;
}

export interface MultipartResponse {
  expires_in: number;
  create?: ApiPresignedRequest | undefined;
  parts?: (ApiPresignedRequest & { part_number: number })[] | undefined;
  list_parts?: ApiPresignedRequest | undefined;
  complete?: ApiPresignedRequest | undefined;
  abort?: ApiPresignedRequest | undefined;
}

/** An UploadSigner that calls the API. */
export function createUploadSigner(api: UploadApi, usecase: string, bucket: string, now: () => number): UploadSigner {
  // uses the clock of the browser, because the clock of the server may differ
  const validUntilFor = (expiresIn: number, askedAt: number) => askedAt + expiresIn * 1000 - VALIDITY_MARGIN_MS;

  const multipart = async (body: Omit<MultipartRequest, 'bucket'>, signal: AbortSignal) => {
    const askedAt = now();
    const response = await api.multipartUploadUrls(usecase, { bucket, ...body }, signal).catch(rethrow);
    return { response, validUntil: validUntilFor(response.expires_in, askedAt) };
  };

  return {
    async signPuts(requests: readonly SignRequest[], signal): Promise<readonly (PresignedRequest | Refusal)[]> {
      const askedAt = now();
      const files = requests.map(({ key, type, overwrite }) => ({ filename: key, content_type: type, overwrite }));
      const response = await api.batchUploadUrls(usecase, { bucket, prefix: '', files }, signal).catch(rethrow);
      const validUntil = validUntilFor(response.expires_in, askedAt);
      return response.uploads.map(({ upload_url: url, headers = {}, error }) =>
        url === undefined
          ? { refused: error ?? 'The API gave no URL for it.' }
          : { method: 'PUT', url, headers, validUntil },
      );
    },

    async createMultipart(key, type, signal): Promise<PresignedRequest> {
      const { response, validUntil } = await multipart({ key, content_type: type }, signal);
      return { ...required(response.create), validUntil };
    },

    async continueMultipart({ key, uploadId, overwrite }: MultipartUpload, parts, signal): Promise<MultipartUrls> {
      const body = { key, upload_id: uploadId, part_numbers: [...parts], overwrite };
      const { response, validUntil } = await multipart(body, signal);
      return {
        parts: new Map((response.parts ?? []).map(part => [part.part_number, { ...part, validUntil }])),
        listParts: { ...required(response.list_parts), validUntil },
        complete: { ...required(response.complete), validUntil },
        abort: { ...required(response.abort), validUntil },
      };
    },

    async list(prefix, token, signal): Promise<FolderListing> {
      const page = { size: PAGE_SIZE, ...(token !== undefined && { token }) };
      const response = await api.folder(usecase, bucket, prefix, page, signal).catch(rethrow);
      return {
        folders: response.folders.map(({ name }) => name.replace(/\/$/, '')),
        files: response.files.map(({ name, size, last_modified }) => ({ name, size, modified: last_modified })),
        nextToken: response.next_token,
      };
    },
  };
}

function required(request: ApiPresignedRequest | undefined): ApiPresignedRequest {
  if (!request) {
    throw new UploadApiError({ title: 'The server is older than this page', detail: 'Reload the page.' }, false);
  }
  return request;
}

/** Converts the error of a call. An AbortError stays as it is. */
export function toUploadApiError(error: unknown): unknown {
  if (error instanceof DOMException && error.name === 'AbortError') {
    return error;
  }
  const { status, title, detail, retryable, retryAfter } = errorFields(error);
  return new UploadApiError(
    { title: `Paused: ${title}`, detail: `${detail} ${adviceFor(status)}` },
    retryable,
    retryAfter,
  );
}

function rethrow(error: unknown): never {
  throw toUploadApiError(error);
}

function adviceFor(status: number): string {
  switch (status) {
    case 401:
      return 'Sign in again, then press Resume. Uploaded files stay uploaded.';
    case 403:
      return 'Uploading needs the role DataScientist in this use case; ask its administrator, then press Resume.';
    case 502:
      return 'Press Resume when the access to the data account is repaired. Uploaded files stay uploaded.';
    default:
      return 'Press Resume to continue. Uploaded files stay uploaded.';
  }
}

function errorFields(error: unknown): {
  status: number;
  title: string;
  detail: string;
  retryable: boolean;
  retryAfter: number;
} {
  const { status, title, detail, retryable, retryAfter } = Object(error) as Record<string, unknown>;
  return {
    status: typeof status === 'number' ? status : 0,
    title: typeof title === 'string' ? lowerFirst(title) : 'the server did not respond',
    detail: typeof detail === 'string' ? detail : 'The server did not respond. Check that you are connected.',
    retryable: retryable === true || typeof status !== 'number',
    retryAfter: typeof retryAfter === 'string' ? retryAfterMs(retryAfter, Date.now()) : 0,
  };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
