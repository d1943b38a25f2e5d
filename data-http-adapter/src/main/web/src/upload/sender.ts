import type { EngineDependencies } from './engineDependencies';
import { findFile } from './existingFiles';
import { sendMultipart } from './multipartSender';
import { MULTIPART_THRESHOLD_BYTES } from './partPlan';
import { PrefetchingSigner, type PresignedItem } from './prefetchingSigner';
import { Queue } from './queue';
import { Semaphore } from './semaphore';
import { type SendOutcome, sendWithRetry } from './sendWithRetry';
import type { UploadItem } from './uploadItem';
import type { UploadItemStore } from './uploadItemStore';
import { isRefusal, noticeFromError, type PresignedRequest, UploadApiError, type UploadNotice } from './uploadSigner';

// A browser opens at most six connections to a host over HTTP/1.1.
const MAX_PARALLEL_REQUESTS = 6;
// So many failures without a success are not caused by single files.
const MAX_FAILURES_IN_A_ROW = 5;
const MAX_RESTARTS = 2;

export interface SenderEvents {
  /** Called when nothing is left to send. */
  onDrained(): void;
  /** Called when sending cannot continue. Unsent files wait for the next start. */
  onHalted(notice: UploadNotice): void;
}

/** Sends the waiting files: small ones in parallel, and one large one at a time, in parts. */
export class Sender {
  readonly #dependencies: EngineDependencies;
  readonly #itemStore: UploadItemStore;
  readonly #events: SenderEvents;
  readonly #semaphore = new Semaphore(MAX_PARALLEL_REQUESTS);
  readonly #smallQueue: PrefetchingSigner<UploadItem>;
  readonly #largeQueue = new Queue<UploadItem>();
  #controller: AbortController | undefined;
  #smallWorkers = 0;
  #largeWorkers = 0;
  #failuresInARow = 0;

  constructor(dependencies: EngineDependencies, itemStore: UploadItemStore, events: SenderEvents) {
    this.#dependencies = dependencies;
    this.#itemStore = itemStore;
    this.#events = events;
    this.#smallQueue = new PrefetchingSigner<UploadItem>({
      firstBatchSize: 50,
      batchSize: 250,
      refillBelow: 100,
      now: () => dependencies.clock.now(),
      sign: (items, signal) => dependencies.signer.signPuts(items, signal),
      onRefused: (item, reason) => {
        itemStore.markFailed(item, reason);
      },
    });
  }

  enqueue(items: readonly UploadItem[]): void {
    const waiting = items.filter(({ state }) => state === 'waiting');
    this.#largeQueue.push(waiting.filter(isLarge));
    this.#smallQueue.push(waiting.filter(item => !isLarge(item)));
    this.#startWorkers();
  }

  start(): void {
    this.#controller ??= new AbortController();
    this.#failuresInARow = 0;
    this.#startWorkers();
  }

  /** Aborts the running requests. Their files are the first at the next start. */
  stop(): void {
    const controller = this.#controller;
    this.#controller = undefined;
    controller?.abort();
  }

  clear(): void {
    this.#smallQueue.clear();
    this.#largeQueue.clear();
  }

  #startWorkers(): void {
    const signal = this.#controller?.signal;
    if (!signal) {
      return;
    }
    for (
      let idle = Math.min(MAX_PARALLEL_REQUESTS - this.#smallWorkers, this.#smallQueue.remaining);
      idle > 0;
      idle--
    ) {
      this.#smallWorkers++;
      void this.#runWorker(this.#sendSmallFiles(signal), signal).then(() => {
        this.#smallWorkers--;
        this.#startWorkers();
      });
    }
    if (this.#largeWorkers === 0 && this.#largeQueue.size > 0) {
      this.#largeWorkers++;
      void this.#runWorker(this.#sendLargeFiles(signal), signal).then(() => {
        this.#largeWorkers--;
        this.#startWorkers();
      });
    }
    if (this.#smallWorkers + this.#largeWorkers === 0) {
      this.#controller = undefined;
      this.#events.onDrained();
    }
  }

  async #runWorker(work: Promise<void>, signal: AbortSignal): Promise<void> {
    try {
      await work;
    } catch (e) {
      if (!signal.aborted) {
        this.#halt(noticeFromError(e));
      }
    }
  }

  #halt(notice: UploadNotice): void {
    if (this.#controller) {
      this.stop();
      this.#events.onHalted(notice);
    }
  }

  async #sendSmallFiles(signal: AbortSignal): Promise<void> {
    for (let next = await this.#smallQueue.next(signal); next; next = await this.#smallQueue.next(signal)) {
      const presigned = next;
      if (presigned.item.state !== 'waiting') {
        continue; // it was cancelled while its URL was being signed
      }
      const work = this.#semaphore.run(signal, () => this.#sendSmallFile(presigned, signal));
      await this.#putBackIfInterrupted(presigned.item, work, () => {
        this.#smallQueue.putBack(presigned);
      });
    }
  }

  async #sendSmallFile({ item, signed }: PresignedItem<UploadItem>, signal: AbortSignal): Promise<void> {
    this.#itemStore.markSending(item);
    const request = {
      signed,
      sign: (until: AbortSignal) => this.#signAgain(item, until),
      body: item.file,
      onProgress: (bytes: number) => {
        this.#itemStore.recordProgress(item, bytes);
      },
    };
    await this.#finish(item, await sendWithRetry(this.#dependencies, request, signal), signal);
  }

  async #sendLargeFiles(signal: AbortSignal): Promise<void> {
    for (let next = this.#largeQueue.take(); next; next = this.#largeQueue.take()) {
      const item = next;
      await this.#putBackIfInterrupted(item, this.#sendLargeFile(item, signal), () => {
        this.#largeQueue.putBack([item]);
      });
    }
  }

  async #sendLargeFile(item: UploadItem, signal: AbortSignal): Promise<void> {
    this.#itemStore.markSending(item);
    const context = {
      ...this.#dependencies,
      semaphore: this.#semaphore,
      onProgress: (bytes: number) => {
        this.#itemStore.recordProgress(item, bytes);
      },
      onCreated: () => this.#itemStore.saveToJournal([item]),
    };
    for (let restarts = 0; ; restarts++) {
      const outcome = await sendMultipart(item, context, signal);
      if (outcome.kind !== 'gone' || restarts === MAX_RESTARTS || (await this.#isStored(item, signal))) {
        await this.#finish(item, outcome, signal);
        return;
      }
      item.uploadId = undefined;
    }
  }

  async #putBackIfInterrupted(item: UploadItem, work: Promise<void>, putBack: () => void): Promise<void> {
    try {
      await work;
    } catch (e) {
      if (this.#itemStore.markInterrupted(item)) {
        putBack();
      }
      throw e;
    }
  }

  async #finish(item: UploadItem, outcome: SendOutcome, signal: AbortSignal): Promise<void> {
    item.possiblyStored ||= outcome.possiblyStored;
    const unclear = outcome.kind === 'conflict' || outcome.kind === 'gone';
    const stored = unclear && (await this.#isStored(item, signal));
    if (item.state !== 'sending') {
      return; // it was cancelled in the meantime
    }
    if (outcome.kind === 'done' || stored) {
      this.#failuresInARow = 0;
      this.#itemStore.markDone(item);
    } else if (outcome.kind === 'conflict') {
      this.#itemStore.markConflict(item, outcome.reason);
    } else {
      this.#itemStore.markFailed(item, outcome.reason);
      this.#countFailure(outcome.reason);
    }
  }

  #countFailure(reason: string): void {
    if (++this.#failuresInARow >= MAX_FAILURES_IN_A_ROW) {
      this.#halt({
        title: `Paused: ${MAX_FAILURES_IN_A_ROW} files in a row could not be uploaded`,
        detail: `${reason} Then press Retry to send them again, or Resume to go on with the others.`,
      });
    }
  }

  /**
   * Whether an attempt without a response has stored the file. This is unknown if the upload may overwrite another
   * file.
   */
  async #isStored(item: UploadItem, signal: AbortSignal): Promise<boolean> {
    if (!item.possiblyStored || item.overwrite) {
      return false;
    }
    return (await findFile(this.#dependencies.signer, item.key, signal))?.size === item.size;
  }

  async #signAgain(item: UploadItem, signal: AbortSignal): Promise<PresignedRequest> {
    const [row] = await this.#dependencies.signer.signPuts([item], signal);
    if (!row || isRefusal(row)) {
      throw new UploadApiError({ title: 'Paused: no new upload URL', detail: row?.refused ?? 'Press Resume.' }, false);
    }
    return row;
  }
}

function isLarge(item: UploadItem): boolean {
  return item.size > MULTIPART_THRESHOLD_BYTES || item.uploadId !== undefined;
}
