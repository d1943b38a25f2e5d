import createClient from 'openapi-fetch';
import { isAbort, problemFromError, problemFromResponse } from './problem';
import type { paths } from './schema';

/** The source of the access token. */
export interface TokenProvider {
  /** The token to send; null if there is no login. */
  getToken(): Promise<string | null>;
  /**
   * Called after the server refused the token. Returns true if there is a new token and the request can be sent again.
   */
  renewToken(): Promise<boolean>;
}

/** Which events of the audit log to load. Undefined is all. Times are RFC 3339. */
export interface AuditFilter {
  /** The begin of the period, inclusive. */
  from: string | undefined;
  /** The end of the period, exclusive. */
  to: string | undefined;
  actor: string | undefined;
  action: string | undefined;
}

/** The page of a listing to load. */
export interface PageRequest {
  size: number;
  token?: string | undefined;
}

export type Api = ReturnType<typeof createApi>;
export type Usecase = Awaited<ReturnType<Api['usecase']>>;
export type BucketPage = Awaited<ReturnType<Api['buckets']>>;
export type BucketItem = BucketPage['buckets'][number];
export type FolderPage = Awaited<ReturnType<Api['folder']>>;
export type AuditPage = Awaited<ReturnType<Api['auditEvents']>>;
export type AuditEvent = AuditPage['events'][number];
export type CreatedBucket = Awaited<ReturnType<Api['createBucket']>>;
export type CreateBucketRequest = Body<'/api/v1/usecases/{usecase_id}/data/buckets'>;
export type ConfigureRequest = Body<'/api/v1/usecases/{usecase_id}/data/configure'>;
type BatchUploadRequest = Body<'/api/v1/usecases/{usecase_id}/data/batch-upload-urls'>;
type MultipartUploadRequest = Body<'/api/v1/usecases/{usecase_id}/data/multipart-upload-urls'>;

/** The type of the request body of a POST in the OpenAPI document. */
type Body<P extends keyof paths> = paths[P] extends {
  post: { requestBody: { content: { 'application/json': infer B } } };
}
  ? B
  : never;

/** The calls that the page makes. Each throws an ApiProblem, or an AbortError if its signal is aborted. */
export function createApi(
  tokens: TokenProvider,
  baseUrl = '',
  send: (request: Request) => Promise<Response> = r => fetch(r),
) {
  const client = createClient<paths>({ baseUrl, fetch: request => sendWithToken(request, tokens, send) });
  const pathOf = (usecase: string) => ({ usecase_id: usecase });
  return {
    usecases: (page: PageRequest, signal?: AbortSignal) =>
      dataOf(client.GET('/api/v1/usecases', { params: { query: pageQuery(page) }, ...withSignal(signal) })),

    usecase: (usecase: string, signal?: AbortSignal) =>
      dataOf(client.GET('/api/v1/usecases/{usecase_id}', { params: { path: pathOf(usecase) }, ...withSignal(signal) })),

    buckets: (usecase: string, page: PageRequest, signal?: AbortSignal) =>
      dataOf(
        client.GET('/api/v1/usecases/{usecase_id}/data/buckets', {
          params: { path: pathOf(usecase), query: pageQuery(page) },
          ...withSignal(signal),
        }),
      ),

    folder: (usecase: string, bucket: string, prefix: string, page: PageRequest, signal?: AbortSignal) =>
      dataOf(
        client.GET('/api/v1/usecases/{usecase_id}/data/folders', {
          params: { path: pathOf(usecase), query: { bucket, prefix, ...pageQuery(page) } },
          ...withSignal(signal),
        }),
      ),

    auditEvents: (usecase: string, filter: AuditFilter, page: PageRequest, signal?: AbortSignal) =>
      dataOf(
        client.GET('/api/v1/usecases/{usecase_id}/audit', {
          params: { path: pathOf(usecase), query: { ...auditQuery(filter), ...pageQuery(page) } },
          ...withSignal(signal),
        }),
      ),

    /** What one user did in all use cases. */
    userAuditEvents: (actor: string, filter: AuditFilter, page: PageRequest, signal?: AbortSignal) =>
      dataOf(
        client.GET('/api/v1/audit', {
          params: { query: { ...auditQuery(filter), actor, ...pageQuery(page) } },
          ...withSignal(signal),
        }),
      ),

    createBucket: (usecase: string, body: CreateBucketRequest) =>
      dataOf(client.POST('/api/v1/usecases/{usecase_id}/data/buckets', { params: { path: pathOf(usecase) }, body })),

    createFolder: (usecase: string, bucket: string, folderPath: string) =>
      dataOf(
        client.POST('/api/v1/usecases/{usecase_id}/data/folders', {
          params: { path: pathOf(usecase) },
          body: { bucket, folder_path: folderPath },
        }),
      ),

    batchUploadUrls: (usecase: string, body: BatchUploadRequest, signal?: AbortSignal) =>
      dataOf(
        client.POST('/api/v1/usecases/{usecase_id}/data/batch-upload-urls', {
          params: { path: pathOf(usecase) },
          body,
          ...withSignal(signal),
        }),
      ),

    multipartUploadUrls: (usecase: string, body: MultipartUploadRequest, signal?: AbortSignal) =>
      dataOf(
        client.POST('/api/v1/usecases/{usecase_id}/data/multipart-upload-urls', {
          params: { path: pathOf(usecase) },
          body,
          ...withSignal(signal),
        }),
      ),

    configure: (usecase: string, body: ConfigureRequest) =>
      dataOf(client.POST('/api/v1/usecases/{usecase_id}/data/configure', { params: { path: pathOf(usecase) }, body })),
  };
}

function auditQuery({ from, to, actor, action }: AuditFilter) {
  return {
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(actor === undefined ? {} : { actor }),
    ...(action === undefined ? {} : { action }),
  };
}

function pageQuery(page: PageRequest) {
  return { page_size: page.size, ...(page.token === undefined ? {} : { page_token: page.token }) };
}

function withSignal(signal: AbortSignal | undefined) {
  return signal === undefined ? {} : { signal };
}

/** Sends a request. Sends it again if the token was refused and could be renewed. */
async function sendWithToken(
  request: Request,
  tokens: TokenProvider,
  send: (request: Request) => Promise<Response>,
): Promise<Response> {
  const copy = request.clone(); // a request's body can be sent only once
  const response = await send(await withToken(request, tokens));
  return response.status === 401 && (await tokens.renewToken()) ? send(await withToken(copy, tokens)) : response;
}

async function withToken(request: Request, tokens: TokenProvider): Promise<Request> {
  const token = await tokens.getToken();
  if (token !== null) {
    request.headers.set('Authorization', `Bearer ${token}`);
  }
  return request;
}

async function dataOf<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  try {
    const { data, error, response } = await call;
    if (data === undefined) {
      throw problemFromResponse(response.status, error, response.headers.get('Retry-After'));
    }
    return data;
  } catch (error) {
    throw isAbort(error) ? error : problemFromError(error);
  }
}
