import { backoff, MAX_TRIES, retryAfterMs } from './backoff';
import type { Clock } from './clock';
import { judge } from './s3Answer';
import type { Signed } from './signing';
import type { Answer, Send, Sending } from './transport';

const MAX_RENEWALS = 3;

/** How sending ended, after all attempts. */
export type Outcome =
  | { readonly kind: 'done'; readonly answer: Answer; readonly uncertain: boolean }
  | { readonly kind: 'conflict' | 'gone' | 'refused'; readonly reason: string; readonly uncertain: boolean };

export interface Wires {
  readonly send: Send;
  readonly clock: Clock;
}

export interface Request extends Omit<Sending, 'to'> {
  /** A URL that was signed ahead; it is used for the first attempt. */
  readonly signed?: Signed | undefined;
  readonly sign: (signal: AbortSignal) => Promise<Signed>;
}

/** Sends until S3 takes it, refuses it, or has failed too often. A URL that ran out is signed anew and costs no attempt. */
export async function attempt(wires: Wires, request: Request, signal: AbortSignal): Promise<Outcome> {
  const { sign, signed, ...sending } = request;
  let failures = 0;
  let renewals = 0;
  let to = signed;
  for (;;) {
    to = to && to.goodUntil > wires.clock.now() ? to : await sign(signal);
    const answer = await wires.send({ ...sending, to }, signal);
    const verdict = judge(answer);
    const uncertain = failures > 0;
    if (verdict.kind === 'done') {
      return { kind: 'done', answer, uncertain };
    }
    if (verdict.kind === 'expired' && renewals++ < MAX_RENEWALS) {
      to = undefined;
      continue;
    }
    if (verdict.kind !== 'again') {
      return { kind: verdict.kind === 'expired' ? 'refused' : verdict.kind, reason: verdict.reason, uncertain };
    }
    const unreadable = answer.status === 0 ? await unreadableReason(request.body) : undefined;
    if (unreadable || ++failures >= MAX_TRIES) {
      return { kind: 'refused', reason: unreadable ?? verdict.reason, uncertain: true };
    }
    const asked = retryAfterMs(answer.header('Retry-After'), wires.clock.now());
    await wires.clock.sleep(backoff(failures, wires.clock, asked), signal);
  }
}

// the browser tells a file that was changed or deleted since it was picked from a lost network only here
async function unreadableReason(body: Sending['body']): Promise<string | undefined> {
  try {
    if (body instanceof Blob) {
      await body.slice(0, 1).arrayBuffer();
    }
    return undefined;
  } catch {
    return 'The file was changed, moved or deleted since you chose it. Choose it again.';
  }
}
