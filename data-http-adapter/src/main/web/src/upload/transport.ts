import type { PresignedRequest } from './uploadSigner';

export interface S3Request {
  readonly to: PresignedRequest;
  readonly body?: Blob | string | undefined;
  readonly onProgress?: (bytes: number) => void;
}

/** Status 0 means that there was no response. */
export interface S3Response {
  readonly status: number;
  readonly body: string;
  header(name: string): string | undefined;
}

/** Sends one request. Rejects only when the signal is aborted. */
export type Send = (request: S3Request, signal: AbortSignal) => Promise<S3Response>;

// A smaller file is sent before its second progress event.
const PROGRESS_BYTES = 256 * 1024;

/** Uses XMLHttpRequest, because `fetch` does not report upload progress. */
export const sendWithXhr: Send = ({ to, body, onProgress }, signal) =>
  new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const xhr = new XMLHttpRequest();
    const stop = () => {
      xhr.abort();
      reject(signal.reason as Error);
    };
    xhr.onloadend = () => {
      signal.removeEventListener('abort', stop);
      resolve(responseOf(xhr));
    };
    if (onProgress && body instanceof Blob && body.size > PROGRESS_BYTES) {
      xhr.upload.onprogress = event => {
        onProgress(event.loaded);
      };
    }
    signal.addEventListener('abort', stop, { once: true });
    xhr.open(to.method, to.url);
    for (const [name, value] of Object.entries(to.headers)) {
      xhr.setRequestHeader(name, value);
    }
    xhr.send(body ?? null);
  });

function responseOf(xhr: XMLHttpRequest): S3Response {
  return {
    status: xhr.status,
    body: xhr.responseText,
    header: name => headerIn(xhr.getAllResponseHeaders(), name),
  };
}

// getResponseHeader() writes an error to the console for a header that CORS does not expose.
function headerIn(all: string, name: string): string | undefined {
  const line = all.split('\r\n').find(each => each.toLowerCase().startsWith(`${name.toLowerCase()}:`));
  return line?.slice(name.length + 1).trim();
}
