/** A setting of an existing bucket that a request would weaken or replace. */
export interface SettingDifference {
  /** The field of the request. */
  field: string;
  is: string | undefined;
  wanted: string | undefined;
}

interface ProblemFields {
  status: number;
  code: string;
  title: string;
  detail: string;
  field?: string | undefined;
  externalId?: string | undefined;
  requestId?: string | undefined;
  retryAfter?: string | undefined;
  differences?: readonly SettingDifference[];
}

/** What a gateway or a proxy answers when it is overloaded, or when the server behind it is. */
const PROXY_RETRYABLE = new Set([429, 500, 503, 504]);

/** An error of the API, from its problem details (RFC 9457). Status 0 means that there was no response. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly field: string | undefined;
  /** The external id that the server generated for a data account without one. The server did not store it. */
  readonly externalId: string | undefined;
  readonly requestId: string | undefined;
  /** The Retry-After header of the response. */
  readonly retryAfter: string | undefined;
  /** The settings that the request would weaken or replace; empty for every other problem. */
  readonly differences: readonly SettingDifference[];

  constructor(problem: ProblemFields) {
    super(problem.detail);
    this.name = 'ApiProblem';
    this.status = problem.status;
    this.code = problem.code;
    this.title = problem.title;
    this.field = problem.field;
    this.externalId = problem.externalId;
    this.requestId = problem.requestId;
    this.retryAfter = problem.retryAfter;
    this.differences = problem.differences ?? [];
  }

  /**
   * Whether the same call may succeed a little later. The server sends Retry-After with every error for which this is so. A
   * gateway or proxy in front of it may refuse a call in its own words, and without that header.
   */
  get retryable(): boolean {
    const byProxy = this.code === `http_${this.status}` && PROXY_RETRYABLE.has(this.status);
    return this.status === 0 || this.retryAfter !== undefined || byProxy;
  }

  /** The message for the user. */
  get detail(): string {
    return this.message;
  }
}

/** @param body the body of the response; a proxy may have written it in any format */
export function problemFromResponse(status: number, body: unknown, retryAfter?: string | null): ApiProblem {
  const json = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  return new ApiProblem({
    status,
    code: nonEmptyString(json['code']) ?? `http_${status}`,
    title: nonEmptyString(json['title']) ?? 'The server refused the call',
    detail: nonEmptyString(json['detail']) ?? `The server returned HTTP ${status} without a reason. Try again.`,
    field: nonEmptyString(json['field']),
    externalId: nonEmptyString(json['data_account_external_id']),
    requestId: nonEmptyString(json['request_id']),
    retryAfter: retryAfter ?? undefined,
    differences: Array.isArray(json['differences']) ? json['differences'].flatMap(parseDifference) : [],
  });
}

function parseDifference(entry: unknown): SettingDifference[] {
  const json = typeof entry === 'object' && entry !== null ? (entry as Record<string, unknown>) : {};
  const field = nonEmptyString(json['field']);
  return field === undefined ? [] : [{ field, is: nonEmptyString(json['is']), wanted: nonEmptyString(json['wanted']) }];
}

/** Converts anything that a call may throw. */
export function problemFromError(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) {
    return error;
  }
  const offline = error instanceof TypeError; // fetch throws it if there is no response
  return new ApiProblem({
    status: 0,
    code: offline ? 'offline' : 'page_fault',
    title: offline ? 'No response from the server' : 'Error in this page',
    detail: offline
      ? 'The server did not respond. Check that it is running and that you are connected, then try again.'
      : `This page failed: ${error instanceof Error ? error.message : String(error)}`,
  });
}

export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

function nonEmptyString(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
