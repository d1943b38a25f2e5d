import type { Clock } from './clock';
import type { Journal } from './journal';
import type { Signing } from './signing';
import type { Send } from './transport';

/** What the engine needs of the world, for one use case and one bucket. */
export interface Ports {
  readonly usecase: string;
  readonly bucket: string;
  readonly signing: Signing;
  readonly send: Send;
  readonly journal: Journal;
  readonly clock: Clock;
}
