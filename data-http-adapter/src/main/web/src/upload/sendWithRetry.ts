import { backoff, MAX_ATTEMPTS, retryAfterMs } from './backoff';
import type { Clock } from './clock';
import { classify } from './s3Response';
import type { S3Request, S3Response, Send } from './transport';
import type { PresignedRequest } from './uploadSigner';

const MAX_RENEWALS = 3;

/** How sending ended, after all attempts. */
export type SendOutcome =
  | { readonly kind: 'done'; readonly response: S3Response; readonly possiblyStored: boolean }
  | { readonly kind: 'conflict' | 'gone' | 'refused'; readonly reason: string; readonly possiblyStored: boolean };

export interface Transport {
  readonly send: Send;
  readonly clock: Clock;
}

export interface SendRequest extends Omit<S3Request, 'to'> {
  /** A URL that was signed ahead; it is used for the first attempt. */
  readonly signed?: PresignedRequest | undefined;
  readonly sign: (signal: AbortSignal) => Promise<PresignedRequest>;
}

/** Sends until S3 takes it, refuses it, or has failed too often. A URL that ran out is signed anew and costs no attempt. */
export async function sendWithRetry(
  transport: Transport,
  request: SendRequest,
  signal: AbortSignal,
): Promise<SendOutcome> {
  const { sign, signed, ...s3Request } = request;
  let failures = 0;
  let renewals = 0;
  let to = signed;
  for (;;) {
    to = to && to.validUntil > transport.clock.now() ? to : await sign(signal);
    const response = await transport.send({ ...s3Request, to }, signal);
    const classification = classify(response);
    const possiblyStored = failures > 0;
    if (classification.kind === 'done') {
      return { kind: 'done', response, possiblyStored };
    }
    if (classification.kind === 'expired' && renewals++ < MAX_RENEWALS) {
      to = undefined;
      continue;
    }
    if (classification.kind !== 'retry') {
      return {
        kind: classification.kind === 'expired' ? 'refused' : classification.kind,
        reason: classification.reason,
        possiblyStored,
      };
    }
    const unreadable = response.status === 0 ? await unreadableReason(request.body) : undefined;
    if (unreadable || ++failures >= MAX_ATTEMPTS) {
      return { kind: 'refused', reason: unreadable ?? classification.reason, possiblyStored: true };
    }
    const retryAfter = retryAfterMs(response.header('Retry-After'), transport.clock.now());
    await transport.clock.sleep(backoff(failures, transport.clock, retryAfter), signal);
  }
}

// the browser tells a file that was changed or deleted since it was picked from a lost network only here
async function unreadableReason(body: S3Request['body']): Promise<string | undefined> {
  try {
    if (body instanceof Blob) {
      await body.slice(0, 1).arrayBuffer();
    }
    return undefined;
  } catch {
    return 'The file was changed, moved or deleted since you chose it. Choose it again.';
  }
}
