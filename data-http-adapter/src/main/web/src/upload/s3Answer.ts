import type { Answer } from './transport';

/** What an answer of S3 means for the file. */
export type Verdict =
  | { readonly kind: 'done' }
  | { readonly kind: 'again' | 'expired' | 'conflict' | 'gone' | 'refused'; readonly reason: string };

export interface StoredPart {
  readonly number: number;
  readonly etag: string;
  readonly size: number;
}

const NO_ANSWER =
  'S3 did not answer. Check the network; if other sites work, the bucket may not allow this page (its CORS rules).';

export function judge(answer: Answer): Verdict {
  if (answer.status === 0) {
    return { kind: 'again', reason: NO_ANSWER };
  }
  const error = errorOf(answer);
  // S3 sends 200 before it knows whether completing worked, hence the look at the body
  if (answer.status < 300 && !error) {
    return { kind: 'done' };
  }
  return verdict(answer.status, error?.code ?? '', error?.message ?? '');
}

function verdict(status: number, code: string, message: string): Verdict {
  if (isExpiry(code, message)) {
    return { kind: 'expired', reason: 'Its upload URL ran out again and again. Is the clock of the server right?' };
  }
  switch (code || status) {
    case 'PreconditionFailed':
    case 412:
      return { kind: 'conflict', reason: 'A file of this name came into the bucket meanwhile.' };
    case 'NoSuchUpload':
      return { kind: 'gone', reason: 'S3 no longer knows this upload.' };
    case 'AccessDenied':
    case 403:
      return { kind: 'refused', reason: denied(message) };
    case 'NoSuchBucket':
      return { kind: 'refused', reason: 'The bucket no longer exists.' };
    case 'EntityTooLarge':
      return { kind: 'refused', reason: 'The file is larger than S3 takes in one piece.' };
  }
  return isPassing(status, code)
    ? { kind: 'again', reason: `S3 could not take it just now (${code || status}).` }
    : { kind: 'refused', reason: `S3 refused it (${code || status}${message ? `: ${message}` : ''}).` };
}

function isExpiry(code: string, message: string): boolean {
  return code === 'ExpiredToken' || (code === 'AccessDenied' && /expired/i.test(message));
}

// 200 here is an error that came after S3 had sent its status
function isPassing(status: number, code: string): boolean {
  const passing = [
    'RequestTimeout',
    'SlowDown',
    'InternalError',
    'ServiceUnavailable',
    'ConditionalRequestConflict',
    'OperationAborted',
  ];
  return status === 200 || status === 408 || status === 429 || status >= 500 || passing.includes(code);
}

function denied(message: string): string {
  return (
    `S3 denied the upload (${message || 'AccessDenied'}). The role of this use case needs s3:PutObject here, and the key's ` +
    'kms:GenerateDataKey if the bucket is encrypted with KMS. Ask the owner of the data account.'
  );
}

export function errorOf(answer: Answer): { code: string; message: string } | undefined {
  if (!answer.body.includes('<Error')) {
    return undefined;
  }
  return { code: tag(answer.body, 'Code') ?? '', message: tag(answer.body, 'Message') ?? '' };
}

/** The id that CreateMultipartUpload gave. */
export function uploadIdOf(answer: Answer): string | undefined {
  return tag(answer.body, 'UploadId');
}

export function partsOf(answer: Answer): StoredPart[] {
  return Array.from(answer.body.matchAll(/<Part>(.*?)<\/Part>/gs), ([, part = '']) => ({
    number: Number(tag(part, 'PartNumber')),
    etag: tag(part, 'ETag') ?? '',
    size: Number(tag(part, 'Size')),
  }));
}

/** The body of CompleteMultipartUpload. */
export function completion(parts: Iterable<readonly [number, string]>): string {
  const rows = [...parts]
    .sort(([a], [b]) => a - b)
    .map(([number, etag]) => `<Part><PartNumber>${number}</PartNumber><ETag>${escape(etag)}</ETag></Part>`);
  return `<CompleteMultipartUpload xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${rows.join('')}</CompleteMultipartUpload>`;
}

// the answers are flat and come from S3 itself
function tag(xml: string, name: string): string | undefined {
  const found = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml);
  return found?.[1] === undefined ? undefined : unescape(found[1]);
}

function unescape(text: string): string {
  const signs: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
  return text.replace(/&(#x[\da-f]+|#\d+|\w+);/gi, (whole, name: string) =>
    name.startsWith('#')
      ? String.fromCodePoint(Number(name[1] === 'x' ? `0${name.slice(1)}` : name.slice(1)))
      : (signs[name] ?? whole),
  );
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, sign => `&#${sign.charCodeAt(0)};`);
}
