import { Ahead, type Ready } from './ahead';
import { attempt, type Outcome, type Request, type Wires } from './attempts';
import type { Item } from './item';
import { type Part, partPlan } from './partPlan';
import { completion, partsOf, uploadIdOf } from './s3Answer';
import type { MultipartUpload, MultipartUrls, Signing } from './signing';
import type { Slots } from './slots';

const LANES = 6;

export interface LargeContext extends Wires {
  readonly signing: Signing;
  readonly slots: Slots;
  /** The whole file's bytes that S3 has or is getting. */
  readonly progress: (bytes: number) => void;
  /** The upload id must outlive the page before the first part is sent. */
  readonly began: () => Promise<void>;
}

type Step = Exclude<Outcome, { kind: 'done' }> | undefined;

/**
 * Sends one file in parts, or goes on with those that S3 already has. `gone` means that S3 no longer knows the upload:
 * it was completed without our hearing of it, or swept away.
 */
export function sendLarge(item: Item, context: LargeContext, signal: AbortSignal): Promise<Outcome> {
  return new LargeFile(item, context, signal).run();
}

class LargeFile {
  readonly #item: Item;
  readonly #context: LargeContext;
  readonly #signal: AbortSignal;
  readonly #etags = new Map<number, string>();
  readonly #sent = new Map<number, number>();

  constructor(item: Item, context: LargeContext, signal: AbortSignal) {
    this.#item = item;
    this.#context = context;
    this.#signal = signal;
  }

  async run(): Promise<Outcome> {
    const failed =
      (await (this.#item.uploadId === undefined ? this.#begin() : this.#recall())) ?? (await this.#parts());
    if (failed) {
      return failed;
    }
    // without the bucket's leave to read ETag, S3 itself knows them
    if ([...this.#etags.values()].includes('')) {
      const unknown = await this.#recall();
      if (unknown) {
        return unknown;
      }
    }
    return this.#complete();
  }

  get #upload(): MultipartUpload {
    const { key, uploadId, overwrite } = this.#item;
    if (uploadId === undefined) {
      throw new Error('the multipart upload has not begun');
    }
    return { key, uploadId, overwrite };
  }

  async #begin(): Promise<Step> {
    const { key, type } = this.#item;
    const outcome = await this.#small({ sign: signal => this.#context.signing.begin(key, type, signal) });
    if (outcome.kind !== 'done') {
      return outcome;
    }
    const uploadId = uploadIdOf(outcome.answer);
    if (uploadId === undefined) {
      return { kind: 'refused', reason: 'S3 began the upload without naming it. Retry.', uncertain: false };
    }
    this.#item.uploadId = uploadId;
    await this.#context.began();
    return undefined;
  }

  async #recall(): Promise<Step> {
    const outcome = await this.#small({ sign: async signal => (await this.#urls([], signal)).listParts });
    if (outcome.kind !== 'done') {
      return outcome;
    }
    const sizes = new Map(this.#plan().map(part => [part.number, part.end - part.start]));
    for (const { number, etag, size } of partsOf(outcome.answer)) {
      if (sizes.get(number) === size) {
        this.#etags.set(number, etag);
        this.#sent.set(number, size);
      }
    }
    this.#tellProgress();
    return undefined;
  }

  async #parts(): Promise<Step> {
    const ahead = this.#partUrls();
    ahead.push(this.#plan().filter(({ number }) => !this.#etags.has(number)));
    const stop = new AbortController();
    const signal = AbortSignal.any([this.#signal, stop.signal]);
    let failed: Step;
    const lane = async () => {
      for (let next = await ahead.next(signal); next; next = await ahead.next(signal)) {
        const ready = next;
        const outcome = await this.#context.slots.use(signal, () => this.#part(ready, signal));
        if (outcome) {
          failed ??= outcome;
          stop.abort();
        }
      }
    };
    const lanes = await Promise.allSettled(Array.from({ length: LANES }, lane));
    this.#signal.throwIfAborted();
    const broken = lanes.find(each => each.status === 'rejected');
    if (!failed && broken) {
      throw broken.reason;
    }
    return failed;
  }

  #partUrls(): Ahead<Part> {
    return new Ahead<Part>({
      first: LANES,
      batch: 50,
      low: LANES * 2,
      now: () => this.#context.clock.now(),
      sign: async (parts, signal) => {
        const { parts: urls } = await this.#urls(
          parts.map(({ number }) => number),
          signal,
        );
        return parts.flatMap(({ number }) => urls.get(number) ?? []);
      },
      refused: () => undefined,
    });
  }

  async #part({ thing: part, signed }: Ready<Part>, signal: AbortSignal): Promise<Step> {
    const body = this.#item.file?.slice(part.start, part.end);
    const outcome = await attempt(
      this.#context,
      {
        signed,
        sign: until => this.#partUrl(part, until),
        body,
        onProgress: bytes => {
          this.#partProgress(part, bytes);
        },
      },
      signal,
    );
    if (outcome.kind !== 'done') {
      return outcome;
    }
    this.#etags.set(part.number, outcome.answer.header('ETag') ?? '');
    this.#partProgress(part, part.end - part.start);
    return undefined;
  }

  async #partUrl({ number }: Part, signal: AbortSignal) {
    const signed = (await this.#urls([number], signal)).parts.get(number);
    if (!signed) {
      throw new Error('the API signed another part than was asked for');
    }
    return signed;
  }

  async #complete(): Promise<Outcome> {
    this.#item.uncertain = true; // until the answer is here
    const body = completion(this.#etags);
    return this.#small({ sign: async signal => (await this.#urls([], signal)).complete, body });
  }

  #small(request: Request): Promise<Outcome> {
    return this.#context.slots.use(this.#signal, () => attempt(this.#context, request, this.#signal));
  }

  #urls(parts: readonly number[], signal: AbortSignal): Promise<MultipartUrls> {
    return this.#context.signing.goOn(this.#upload, parts, signal);
  }

  #plan(): Part[] {
    return partPlan(this.#item.size);
  }

  #partProgress({ number }: Part, bytes: number): void {
    this.#sent.set(number, bytes);
    this.#tellProgress();
  }

  #tellProgress(): void {
    let bytes = 0;
    for (const sent of this.#sent.values()) {
      bytes += sent;
    }
    this.#context.progress(bytes);
  }
}
