import type { S3Response } from './transport';

/** What a response of S3 means for the file. */
export type Classification =
  | { readonly kind: 'done' }
  | { readonly kind: 'retry' | 'expired' | 'conflict' | 'gone' | 'refused'; readonly reason: string };

export interface StoredPart {
  readonly number: number;
  readonly etag: string;
  readonly size: number;
}

const NO_RESPONSE =
  'S3 did not respond. Check the network. If other sites work, the CORS rules of the bucket may not allow this page.';

export function classify(response: S3Response): Classification {
  if (response.status === 0) {
    return { kind: 'retry', reason: NO_RESPONSE };
  }
  const error = errorOf(response);
  // CompleteMultipartUpload sends status 200 before S3 knows the result, so the body may still have an error
  if (response.status < 300 && !error) {
    return { kind: 'done' };
  }
  return classifyError(response.status, error?.code ?? '', error?.message ?? '');
}

function classifyError(status: number, code: string, message: string): Classification {
  if (isExpiry(code, message)) {
    return { kind: 'expired', reason: 'Its upload URLs expired several times. Check the clock of the server.' };
  }
  switch (code || status) {
    case 'PreconditionFailed':
    case 412:
      return { kind: 'conflict', reason: 'Another program stored a file of this name during the upload.' };
    case 'NoSuchUpload':
      return { kind: 'gone', reason: 'S3 no longer knows this upload.' };
    case 'AccessDenied':
    case 403:
      return { kind: 'refused', reason: accessDeniedReason(message) };
    case 'NoSuchBucket':
      return { kind: 'refused', reason: 'The bucket no longer exists.' };
    case 'EntityTooLarge':
      return { kind: 'refused', reason: 'The file is larger than S3 accepts in one request.' };
  }
  return isRetryable(status, code)
    ? { kind: 'retry', reason: `S3 is temporarily unavailable (${code || status}).` }
    : { kind: 'refused', reason: `S3 refused it (${code || status}${message ? `: ${message}` : ''}).` };
}

function isExpiry(code: string, message: string): boolean {
  return code === 'ExpiredToken' || (code === 'AccessDenied' && /expired/i.test(message));
}

// Status 200 with an error means that the error happened after S3 had sent the status.
function isRetryable(status: number, code: string): boolean {
  const retryableCodes = [
    'RequestTimeout',
    'SlowDown',
    'InternalError',
    'ServiceUnavailable',
    'ConditionalRequestConflict',
    'OperationAborted',
  ];
  return status === 200 || status === 408 || status === 429 || status >= 500 || retryableCodes.includes(code);
}

function accessDeniedReason(message: string): string {
  return (
    `S3 denied the upload (${message || 'AccessDenied'}). The role of this use case needs s3:PutObject here, and the key's ` +
    'kms:GenerateDataKey if the bucket is encrypted with KMS. Ask the owner of the data account.'
  );
}

export function errorOf(response: S3Response): { code: string; message: string } | undefined {
  if (!response.body.includes('<Error')) {
    return undefined;
  }
  return { code: tagText(response.body, 'Code') ?? '', message: tagText(response.body, 'Message') ?? '' };
}

/** The upload id in the response of CreateMultipartUpload. */
export function uploadIdOf(response: S3Response): string | undefined {
  return tagText(response.body, 'UploadId');
}

export function storedPartsOf(response: S3Response): StoredPart[] {
  return Array.from(response.body.matchAll(/<Part>(.*?)<\/Part>/gs), ([, part = '']) => ({
    number: Number(tagText(part, 'PartNumber')),
    etag: tagText(part, 'ETag') ?? '',
    size: Number(tagText(part, 'Size')),
  }));
}

/** The request body of CompleteMultipartUpload. */
export function completeMultipartBody(parts: Iterable<readonly [number, string]>): string {
  const rows = [...parts]
    .sort(([a], [b]) => a - b)
    .map(([number, etag]) => `<Part><PartNumber>${number}</PartNumber><ETag>${escapeXml(etag)}</ETag></Part>`);
  return `<CompleteMultipartUpload xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${rows.join('')}</CompleteMultipartUpload>`;
}

// A regular expression is enough: the responses are flat and come from S3.
function tagText(xml: string, name: string): string | undefined {
  const found = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml);
  return found?.[1] === undefined ? undefined : unescapeXml(found[1]);
}

function unescapeXml(text: string): string {
  const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
  return text.replace(/&(#x[\da-f]+|#\d+|\w+);/gi, (whole, name: string) =>
    name.startsWith('#')
      ? String.fromCodePoint(Number(name[1] === 'x' ? `0${name.slice(1)}` : name.slice(1)))
      : (entities[name] ?? whole),
  );
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, character => `&#${character.charCodeAt(0)};`);
}
