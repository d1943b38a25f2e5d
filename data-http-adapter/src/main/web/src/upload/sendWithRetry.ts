import { backoff, MAX_ATTEMPTS, retryAfterMs } from './backoff';
import type { Clock } from './clock';
import { classify } from './s3Response';
import type { S3Request, S3Response, Send } from './transport';
import type { PresignedRequest } from './uploadSigner';

const MAX_RENEWALS = 3;

/** The result after all attempts. */
export type SendOutcome =
  | { readonly kind: 'done'; readonly response: S3Response; readonly possiblyStored: boolean }
  | { readonly kind: 'conflict' | 'gone' | 'refused'; readonly reason: string; readonly possiblyStored: boolean };

export interface Transport {
  readonly send: Send;
  readonly clock: Clock;
}

export interface SendRequest extends Omit<S3Request, 'to'> {
  /** The presigned request for the first attempt, if there is one already. */
  readonly signed?: PresignedRequest | undefined;
  readonly sign: (signal: AbortSignal) => Promise<PresignedRequest>;
}

/**
 * Sends a request until S3 accepts or refuses it, or the last attempt has failed. An expired URL is signed again, which
 * does not count as an attempt.
 */
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

// A file that was changed or deleted after it was picked looks like a network error. Reading it shows the difference.
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
