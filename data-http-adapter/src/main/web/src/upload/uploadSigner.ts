/** A request that S3 will take, until the given local time in milliseconds. */
export interface PresignedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly validUntil: number;
}

export interface SignRequest {
  readonly key: string;
  readonly type: string;
  readonly overwrite: boolean;
}

/** Why the API refused this one file, as a sentence. */
export interface Refusal {
  readonly refused: string;
}

export interface MultipartUrls {
  readonly parts: ReadonlyMap<number, PresignedRequest>;
  readonly listParts: PresignedRequest;
  readonly complete: PresignedRequest;
  readonly abort: PresignedRequest;
}

export interface FolderListing {
  /** Names without the slash. */
  readonly folders: readonly string[];
  readonly files: readonly ListedFile[];
  readonly nextToken: string | undefined;
}

export interface ListedFile {
  readonly name: string;
  readonly size: number;
  readonly modified: string;
}

/** What the upload needs of the API, for one use case and one bucket. Every call throws ApiTrouble if it fails. */
export interface UploadSigner {
  /** One answer per wish, in their order; at most 1,000. */
  signPuts(requests: readonly SignRequest[], signal: AbortSignal): Promise<readonly (PresignedRequest | Refusal)[]>;
  createMultipart(key: string, type: string, signal: AbortSignal): Promise<PresignedRequest>;
  continueMultipart(upload: MultipartUpload, parts: readonly number[], signal: AbortSignal): Promise<MultipartUrls>;
  list(prefix: string, token: string | undefined, signal: AbortSignal): Promise<FolderListing>;
}

export interface MultipartUpload {
  readonly key: string;
  readonly uploadId: string;
  readonly overwrite: boolean;
}

/** What stopped the upload, and what to do about it; or, as `info`, what goes on otherwise than one may think. */
export interface UploadNotice {
  readonly tone?: 'info';
  readonly title: string;
  readonly detail: string;
}

/** The API said no, or did not answer. */
export class ApiError extends Error {
  constructor(
    readonly notice: UploadNotice,
    /** Whether the same call may succeed a little later. */
    readonly retryable: boolean,
    readonly retryAfterMs = 0,
  ) {
    super(notice.title);
    this.name = 'ApiError';
  }
}

export function isRefusal(row: PresignedRequest | Refusal): row is Refusal {
  return 'refused' in row;
}

export function noticeFromError(e: unknown): UploadNotice {
  return e instanceof ApiError
    ? e.notice
    : { title: 'Something went wrong in this page', detail: `${String(e)}. Press Resume; if it comes again, reload.` };
}
