import createClient from 'openapi-fetch';
import { asProblem, isAbort, problemOf } from './problem';
import type { paths } from './schema';

/** Where the calls get their token, and what to do when the server does not take it. */
export interface Tokens {
  /** The token to send, or null where there is no login. */
  current(): Promise<string | null>;
  /** Called when the server refuses the token; true if there is a fresh one and the call should be made again. */
  refused(): Promise<boolean>;
}

/** The paging of every listing. */
export interface PageRequest {
  size: number;
  token?: string | undefined;
}

export type Api = ReturnType<typeof createApi>;
export type Usecase = Awaited<ReturnType<Api['usecase']>>;
export type BucketPage = Awaited<ReturnType<Api['buckets']>>;
export type BucketItem = BucketPage['buckets'][number];
export type FolderPage = Awaited<ReturnType<Api['folder']>>;
export type CreatedBucket = Awaited<ReturnType<Api['createBucket']>>;
export type BucketWish = Body<'/api/v1/usecases/{usecase_id}/data/buckets'>;
export type DataAccountChange = Body<'/api/v1/usecases/{usecase_id}/data/configure'>;
type BatchUpload = Body<'/api/v1/usecases/{usecase_id}/data/batch-upload-urls'>;
type MultipartUpload = Body<'/api/v1/usecases/{usecase_id}/data/multipart-upload-urls'>;

/** What a call posts, as the API's document has it. */
type Body<P extends keyof paths> = paths[P] extends {
  post: { requestBody: { content: { 'application/json': infer B } } };
}
  ? B
  : never;

/** The calls that the page makes. Each throws an ApiProblem, or the AbortError of the signal it was given. */
export function createApi(tokens: Tokens, baseUrl = '', send: (request: Request) => Promise<Response> = r => fetch(r)) {
  const client = createClient<paths>({ baseUrl, fetch: request => call(request, tokens, send) });
  const path = (usecase: string) => ({ usecase_id: usecase });
  return {
    usecases: (signal?: AbortSignal) => answer(client.GET('/api/v1/usecases', { ...at(signal) })),

    usecase: (usecase: string, signal?: AbortSignal) =>
      answer(client.GET('/api/v1/usecases/{usecase_id}', { params: { path: path(usecase) }, ...at(signal) })),

    buckets: (usecase: string, page: PageRequest, signal?: AbortSignal) =>
      answer(
        client.GET('/api/v1/usecases/{usecase_id}/data/buckets', {
          params: { path: path(usecase), query: paging(page) },
          ...at(signal),
        }),
      ),

    folder: (usecase: string, bucket: string, prefix: string, page: PageRequest, signal?: AbortSignal) =>
      answer(
        client.GET('/api/v1/usecases/{usecase_id}/data/folders', {
          params: { path: path(usecase), query: { bucket, prefix, ...paging(page) } },
          ...at(signal),
        }),
      ),

    createBucket: (usecase: string, body: BucketWish) =>
      answer(client.POST('/api/v1/usecases/{usecase_id}/data/buckets', { params: { path: path(usecase) }, body })),

    createFolder: (usecase: string, bucket: string, folderPath: string) =>
      answer(
        client.POST('/api/v1/usecases/{usecase_id}/data/folders', {
          params: { path: path(usecase) },
          body: { bucket, folder_path: folderPath },
        }),
      ),

    batchUploadUrls: (usecase: string, body: BatchUpload, signal?: AbortSignal) =>
      answer(
        client.POST('/api/v1/usecases/{usecase_id}/data/batch-upload-urls', {
          params: { path: path(usecase) },
          body,
          ...at(signal),
        }),
      ),

    multipartUploadUrls: (usecase: string, body: MultipartUpload, signal?: AbortSignal) =>
      answer(
        client.POST('/api/v1/usecases/{usecase_id}/data/multipart-upload-urls', {
          params: { path: path(usecase) },
          body,
          ...at(signal),
        }),
      ),

    configure: (usecase: string, body: DataAccountChange) =>
      answer(client.POST('/api/v1/usecases/{usecase_id}/data/configure', { params: { path: path(usecase) }, body })),
  };
}

function paging(page: PageRequest) {
  return { page_size: page.size, ...(page.token === undefined ? {} : { page_token: page.token }) };
}

function at(signal: AbortSignal | undefined) {
  return signal === undefined ? {} : { signal };
}

/** One call, made a second time if the token was refused and could be renewed. */
async function call(
  request: Request,
  tokens: Tokens,
  send: (request: Request) => Promise<Response>,
): Promise<Response> {
  const again = request.clone(); // a body can be sent once only
  const answered = await send(await withToken(request, tokens));
  return answered.status === 401 && (await tokens.refused()) ? send(await withToken(again, tokens)) : answered;
}

async function withToken(request: Request, tokens: Tokens): Promise<Request> {
  const token = await tokens.current();
  if (token !== null) {
    request.headers.set('Authorization', `Bearer ${token}`);
  }
  return request;
}

async function answer<T>(sent: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  try {
    const { data, error, response } = await sent;
    if (data === undefined) {
      throw problemOf(response.status, error, response.headers.get('Retry-After'));
    }
    return data;
  } catch (error) {
    throw isAbort(error) ? error : asProblem(error);
  }
}
