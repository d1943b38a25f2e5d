/** A presigned request. It is valid until the given time, in milliseconds of the clock of the browser. */
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

/** The reason why the API refused to sign this one file. */
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
  /** Names without the slash at the end. */
  readonly folders: readonly string[];
  readonly files: readonly ListedFile[];
  readonly nextToken: string | undefined;
}

export interface ListedFile {
  readonly name: string;
  readonly size: number;
  readonly modified: string;
}

/** Signs the requests of an upload to one bucket, and lists its folders. Every call throws an UploadApiError if it fails. */
export interface UploadSigner {
  /** Returns one result per request, in the same order. At most 1,000 requests. */
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

/** What stopped the upload, and what to do about it. The tone `info` is for a notice that does not stop the upload. */
export interface UploadNotice {
  readonly tone?: 'info';
  readonly title: string;
  readonly detail: string;
}

/** The API refused a call or did not respond. */
export class UploadApiError extends Error {
  constructor(
    readonly notice: UploadNotice,
    /** Whether the same call may succeed later. */
    readonly retryable: boolean,
    readonly retryAfterMs = 0,
  ) {
    super(notice.title);
    this.name = 'UploadApiError';
  }
}

export function isRefusal(row: PresignedRequest | Refusal): row is Refusal {
  return 'refused' in row;
}

export function noticeFromError(e: unknown): UploadNotice {
  return e instanceof UploadApiError
    ? e.notice
    : { title: 'Error in this page', detail: `${String(e)}. Press Resume. If the error comes again, reload the page.` };
}
