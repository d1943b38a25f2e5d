import { type Part, partPlan } from './partPlan';
import { PrefetchingSigner, type PresignedItem } from './prefetchingSigner';
import { completeMultipartBody, storedPartsOf, uploadIdOf } from './s3Response';
import type { Semaphore } from './semaphore';
import { type SendOutcome, type SendRequest, sendWithRetry, type Transport } from './sendWithRetry';
import type { UploadItem } from './uploadItem';
import type { MultipartUpload, MultipartUrls, UploadSigner } from './uploadSigner';

const PARALLEL_PARTS = 6;

export interface MultipartContext extends Transport {
  readonly signer: UploadSigner;
  readonly semaphore: Semaphore;
  /** Called with the bytes of the file that were sent so far. */
  readonly onProgress: (bytes: number) => void;
  /** Called when S3 has created the upload. Stores the upload id before the first part is sent. */
  readonly onCreated: () => Promise<void>;
}

type FailureIfAny = Exclude<SendOutcome, { kind: 'done' }> | undefined;

/**
 * Sends one file in parts, or the remaining parts if S3 already has some. The outcome `gone` means that S3 does not
 * know the upload: it was completed and the response was lost, or it was aborted.
 */
export function sendMultipart(item: UploadItem, context: MultipartContext, signal: AbortSignal): Promise<SendOutcome> {
  return new MultipartSender(item, context, signal).run();
}

class MultipartSender {
  readonly #item: UploadItem;
  readonly #context: MultipartContext;
  readonly #signal: AbortSignal;
  readonly #etags = new Map<number, string>();
  readonly #sentBytes = new Map<number, number>();

  constructor(item: UploadItem, context: MultipartContext, signal: AbortSignal) {
    this.#item = item;
    this.#context = context;
    this.#signal = signal;
  }

  async run(): Promise<SendOutcome> {
    const failed =
      (await (this.#item.uploadId === undefined ? this.#create() : this.#loadStoredParts())) ??
      (await this.#sendParts());
    if (failed) {
      return failed;
    }
    // the CORS rules of the bucket do not expose ETag: ask S3 for the list of parts
    if ([...this.#etags.values()].includes('')) {
      const unknown = await this.#loadStoredParts();
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

  async #create(): Promise<FailureIfAny> {
    const { key, type } = this.#item;
    const outcome = await this.#send({ sign: signal => this.#context.signer.createMultipart(key, type, signal) });
    if (outcome.kind !== 'done') {
      return outcome;
    }
    const uploadId = uploadIdOf(outcome.response);
    if (uploadId === undefined) {
      return { kind: 'refused', reason: 'The response of S3 has no upload id. Retry.', possiblyStored: false };
    }
    this.#item.uploadId = uploadId;
    await this.#context.onCreated();
    return undefined;
  }

  async #loadStoredParts(): Promise<FailureIfAny> {
    const outcome = await this.#send({ sign: async signal => (await this.#sign([], signal)).listParts });
    if (outcome.kind !== 'done') {
      return outcome;
    }
    const sizes = new Map(this.#allParts().map(part => [part.number, part.end - part.start]));
    for (const { number, etag, size } of storedPartsOf(outcome.response)) {
      if (sizes.get(number) === size) {
        this.#etags.set(number, etag);
        this.#sentBytes.set(number, size);
      }
    }
    this.#reportProgress();
    return undefined;
  }

  async #sendParts(): Promise<FailureIfAny> {
    const prefetcher = this.#createPrefetcher();
    prefetcher.push(this.#allParts().filter(({ number }) => !this.#etags.has(number)));
    const stopOthers = new AbortController();
    const signal = AbortSignal.any([this.#signal, stopOthers.signal]);
    let failed: FailureIfAny;
    const worker = async () => {
      for (let next = await prefetcher.next(signal); next; next = await prefetcher.next(signal)) {
        const presigned = next;
        const outcome = await this.#context.semaphore.run(signal, () => this.#sendPart(presigned, signal));
        if (outcome) {
          failed ??= outcome;
          stopOthers.abort();
        }
      }
    };
    const workers = await Promise.allSettled(Array.from({ length: PARALLEL_PARTS }, worker));
    this.#signal.throwIfAborted();
    const rejected = workers.find(each => each.status === 'rejected');
    if (!failed && rejected) {
      throw rejected.reason;
    }
    return failed;
  }

  #createPrefetcher(): PrefetchingSigner<Part> {
    return new PrefetchingSigner<Part>({
      firstBatchSize: PARALLEL_PARTS,
      batchSize: 50,
      refillBelow: PARALLEL_PARTS * 2,
      now: () => this.#context.clock.now(),
      sign: async (parts, signal) => {
        const { parts: urls } = await this.#sign(
          parts.map(({ number }) => number),
          signal,
        );
        return parts.flatMap(({ number }) => urls.get(number) ?? []);
      },
      onRefused: () => undefined,
    });
  }

  async #sendPart({ item: part, signed }: PresignedItem<Part>, signal: AbortSignal): Promise<FailureIfAny> {
    const body = this.#item.file?.slice(part.start, part.end);
    const outcome = await sendWithRetry(
      this.#context,
      {
        signed,
        sign: until => this.#signPart(part, until),
        body,
        onProgress: bytes => {
          this.#recordPartProgress(part, bytes);
        },
      },
      signal,
    );
    if (outcome.kind !== 'done') {
      return outcome;
    }
    this.#etags.set(part.number, outcome.response.header('ETag') ?? '');
    this.#recordPartProgress(part, part.end - part.start);
    return undefined;
  }

  async #signPart({ number }: Part, signal: AbortSignal) {
    const signed = (await this.#sign([number], signal)).parts.get(number);
    if (!signed) {
      throw new Error('the API signed another part than was asked for');
    }
    return signed;
  }

  async #complete(): Promise<SendOutcome> {
    this.#item.possiblyStored = true; // until the response arrives
    const body = completeMultipartBody(this.#etags);
    return this.#send({ sign: async signal => (await this.#sign([], signal)).complete, body });
  }

  #send(request: SendRequest): Promise<SendOutcome> {
    return this.#context.semaphore.run(this.#signal, () => sendWithRetry(this.#context, request, this.#signal));
  }

  #sign(parts: readonly number[], signal: AbortSignal): Promise<MultipartUrls> {
    return this.#context.signer.continueMultipart(this.#upload, parts, signal);
  }

  #allParts(): Part[] {
    return partPlan(this.#item.size);
  }

  #recordPartProgress({ number }: Part, bytes: number): void {
    this.#sentBytes.set(number, bytes);
    this.#reportProgress();
  }

  #reportProgress(): void {
    let bytes = 0;
    for (const sent of this.#sentBytes.values()) {
      bytes += sent;
    }
    this.#context.onProgress(bytes);
  }
}
