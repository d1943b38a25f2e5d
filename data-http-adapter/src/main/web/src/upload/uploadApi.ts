import type { BatchAnswer, FolderAnswer, MultipartAnswer, UploadApi } from './apiSigning';

/** The API without the page's own client. */
export const uploadApi: UploadApi = {
  folder: (usecase, bucket, prefix, page, signal) => {
    const query = new URLSearchParams({ bucket, prefix, page_size: String(page.size) });
    if (page.token !== undefined) {
      query.set('page_token', page.token);
    }
    return call<FolderAnswer>(`${data(usecase)}/folders?${query.toString()}`, { ...(signal && { signal }) });
  },
  batchUploadUrls: (usecase, body, signal) => call<BatchAnswer>(`${data(usecase)}/batch-upload-urls`, post(body, signal)),
  multipartUploadUrls: (usecase, body, signal) =>
    call<MultipartAnswer>(`${data(usecase)}/multipart-upload-urls`, post(body, signal)),
};

function data(usecase: string): string {
  return `/api/v1/usecases/${encodeURIComponent(usecase)}/data`;
}

function post(body: unknown, signal: AbortSignal | undefined): RequestInit {
  const headers = { 'Content-Type': 'application/json' };
  return { method: 'POST', headers, body: JSON.stringify(body), ...(signal && { signal }) };
}

async function call<T>(url: string, init: RequestInit): Promise<T> {
  const response = await fetch(url, init);
  const body = (await response.json().catch(() => ({}))) as object;
  if (!response.ok) {
    throw Object.assign(new Error(`status ${response.status}`), {
      ...body,
      status: response.status,
      retryAfter: response.headers.get('Retry-After'),
    });
  }
  return body as T;
}
