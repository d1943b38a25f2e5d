import { createUploadSigner, type UploadApi } from './apiUploadSigner';
import { systemClock } from './clock';
import { UploadEngine } from './engine';
import { BrowserJournal } from './journal';
import { sendWithXhr } from './transport';

const engines = new Map<string, UploadEngine>();
const journal = new BrowserJournal();

/** The engine for a bucket. The page has one per bucket, so that an upload continues while the user navigates. */
export function engineFor(api: UploadApi, usecase: string, bucket: string): UploadEngine {
  const key = JSON.stringify([usecase, bucket]);
  let engine = engines.get(key);
  if (!engine) {
    const signer = createUploadSigner(api, usecase, bucket, () => systemClock.now());
    engine = new UploadEngine({ usecase, bucket, signer, send: sendWithXhr, journal, clock: systemClock });
    engines.set(key, engine);
    void engine.restore();
  }
  return engine;
}
