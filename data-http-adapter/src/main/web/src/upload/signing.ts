/** A request that S3 will take, until the given local time in milliseconds. */
export interface Signed {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly goodUntil: number;
}

export interface Wish {
  readonly key: string;
  readonly type: string;
  readonly overwrite: boolean;
}

/** Why the API refused this one file, as a sentence. */
export interface Refusal {
  readonly refused: string;
}

export interface MultipartUrls {
  readonly parts: ReadonlyMap<number, Signed>;
  readonly listParts: Signed;
  readonly complete: Signed;
  readonly abort: Signed;
}

export interface Listing {
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
export interface Signing {
  /** One answer per wish, in their order; at most 1,000. */
  puts(wishes: readonly Wish[], signal: AbortSignal): Promise<readonly (Signed | Refusal)[]>;
  begin(key: string, type: string, signal: AbortSignal): Promise<Signed>;
  goOn(upload: MultipartUpload, parts: readonly number[], signal: AbortSignal): Promise<MultipartUrls>;
  list(prefix: string, token: string | undefined, signal: AbortSignal): Promise<Listing>;
}

export interface MultipartUpload {
  readonly key: string;
  readonly uploadId: string;
  readonly overwrite: boolean;
}

/** What stopped the upload, and what to do about it; or, as `info`, what goes on otherwise than one may think. */
export interface Notice {
  readonly tone?: 'info';
  readonly title: string;
  readonly detail: string;
}

/** The API said no, or did not answer. */
export class ApiTrouble extends Error {
  constructor(
    readonly notice: Notice,
    /** Whether the same call may succeed a little later. */
    readonly passing: boolean,
    readonly retryAfterMs = 0,
  ) {
    super(notice.title);
    this.name = 'ApiTrouble';
  }
}

export function isRefusal(row: Signed | Refusal): row is Refusal {
  return 'refused' in row;
}

export function noticeOf(e: unknown): Notice {
  return e instanceof ApiTrouble
    ? e.notice
    : { title: 'Something went wrong in this page', detail: `${String(e)}. Press Resume; if it comes again, reload.` };
}
