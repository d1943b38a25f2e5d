import type { Clock } from './clock';
import type { Journal } from './journal';
import type { Send } from './transport';
import type { UploadSigner } from './uploadSigner';

/** What the engine for one bucket of one use case depends on. */
export interface EngineDependencies {
  readonly usecase: string;
  readonly bucket: string;
  readonly signer: UploadSigner;
  readonly send: Send;
  readonly journal: Journal;
  readonly clock: Clock;
}
