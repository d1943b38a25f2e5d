import { fileCount } from '../services/format';
import { type Choice, type Conflict } from './conflicts';
import { Existing, lookAround } from './folders';
import { type Item, type Known, type Picked, toItem } from './item';
import { keyError } from './keyRules';
import type { Ledger } from './ledger';
import { MAX_FILE_BYTES } from './partPlan';
import { match, plan, settle } from './planner';
import type { Ports } from './ports';
import type { Notice } from './signing';
import { mapInSlices } from './slices';

type Choose = (conflict: Conflict) => Choice;

/** What happens to files before they are sent: names are checked, and those that are taken are asked about. */
export class Intake {
  readonly #ports: Ports;
  readonly #ledger: Ledger;
  readonly #changed: () => void;
  #check = new AbortController();
  #answer: ((choose: Choose | undefined) => void) | undefined;
  #state: 'no' | 'checking' | 'asking' = 'no';
  #seen = 0;
  #questions: readonly Conflict[] = [];

  constructor(ports: Ports, ledger: Ledger, changed: () => void) {
    this.#ports = ports;
    this.#ledger = ledger;
    this.#changed = changed;
  }

  get state(): 'no' | 'checking' | 'asking' {
    return this.#state;
  }

  /** How many names were found in the bucket so far. */
  get seen(): number {
    return this.#seen;
  }

  get questions(): readonly Conflict[] {
    return this.#questions;
  }

  /** Answers the questions; undefined gives up the files asked about and those that came with them. */
  decide(choose: Choose | undefined): void {
    this.#answer?.(choose);
    this.#answer = undefined;
  }

  refuse(): void {
    this.#check.abort();
    this.decide(undefined);
  }

  get refused(): boolean {
    return this.#check.signal.aborted;
  }

  /** New files. Answers those to be sent. */
  take(picked: readonly Picked[], prefix: string): Promise<Item[]> {
    return this.#checking(async () => {
      const known = (await this.#read(picked)).sort(byPath);
      const items = await mapInSlices(this.#ports.clock, known, each => toItem(this.#ledger.nextId(), each, prefix));
      const sound = items.filter(item => fault(item) === undefined);
      const existing = await this.#lookAround(prefix, sound);
      const { free, conflicts, repeated } = plan(sound, existing, this.#ledger.wanted);
      const keys = new Set(sound.map(({ key }) => key));
      const chosen = await this.#ask(conflicts, key => keys.has(key) || this.#isTaken(existing, key));
      if (!chosen) {
        return [];
      }
      this.#ledger.add(items);
      for (const item of items) {
        const reason = fault(item);
        if (reason !== undefined) {
          this.#ledger.fail(item, reason);
        }
      }
      [...chosen.skip, ...repeated].forEach(item => {
        this.#ledger.skip(item);
      });
      return [...free, ...chosen.send];
    });
  }

  /** Files of an interrupted upload, picked again. Answers those to be sent. */
  rejoin(picked: readonly Picked[], tell: (notice: Notice) => void): Promise<Item[]> {
    return this.#checking(async () => {
      const { found, strangers } = match(this.#ledger.inState('missing'), await this.#read(picked));
      if (strangers > 0) {
        tell(leftOut(strangers, found.size));
      }
      for (const [item, { file }] of found) {
        item.file = file;
      }
      const items = [...found.keys()];
      const guarded = items.filter(({ overwrite, uploadId }) => !overwrite && uploadId === undefined);
      const unguarded = items.filter(({ overwrite, uploadId }) => overwrite || uploadId !== undefined);
      const existing = await this.#lookAround('', guarded);
      // the name was free when the upload began, so what is there and as long is what we sent
      const isSent = ({ key, size }: Item) => existing.get(key)?.size === size;
      guarded.filter(isSent).forEach(item => {
        this.#ledger.done(item);
      });
      const rest = guarded.filter(item => !isSent(item));
      const { free, conflicts } = plan(rest, existing, new Set());
      const chosen = await this.#ask(conflicts, key => this.#isTaken(existing, key));
      chosen?.skip.forEach(item => {
        this.#ledger.skip(item);
      });
      return [...unguarded, ...free, ...(chosen?.send ?? [])];
    });
  }

  /** Files whose name was free when we looked and is not any more. Answers those to be sent. */
  askLate(items: readonly Item[]): Promise<Item[]> {
    return this.#checking(async () => {
      const existing = await this.#lookAround('', items);
      const conflicts = items.map(item => ({ item, stored: existing.get(item.key) }));
      const chosen = await this.#ask(conflicts, key => this.#isTaken(existing, key));
      (chosen?.skip ?? items).forEach(item => {
        this.#ledger.skip(item);
      });
      return chosen?.send ?? [];
    });
  }

  async #checking(work: () => Promise<Item[]>): Promise<Item[]> {
    this.#check = new AbortController();
    this.#state = 'checking';
    this.#seen = 0;
    this.#changed();
    try {
      return await work();
    } finally {
      this.#state = 'no';
      this.#questions = [];
    }
  }

  #read(picked: readonly Picked[]): Promise<Known[]> {
    return mapInSlices(this.#ports.clock, picked, ({ path, file }) => {
      const { size, lastModified: modified } = file;
      return { path, file, size, modified };
    });
  }

  async #lookAround(root: string, items: readonly Item[]): Promise<Existing> {
    if (items.length === 0) {
      return new Existing();
    }
    const keys = items.map(({ key }) => key);
    return lookAround(this.#ports.signing, root, keys, this.#check.signal, names => {
      this.#seen = names;
      this.#changed();
    });
  }

  async #ask(conflicts: readonly Conflict[], isTaken: (key: string) => boolean) {
    if (conflicts.length === 0) {
      return { send: [], skip: [] };
    }
    this.#state = 'asking';
    this.#questions = conflicts;
    this.#changed();
    const choose = await new Promise<Choose | undefined>(resolve => {
      this.#answer = resolve;
    });
    return choose && settle(conflicts, choose, isTaken);
  }

  #isTaken(existing: Existing, key: string): boolean {
    return existing.get(key) !== undefined || this.#ledger.wanted.has(key);
  }
}

/** Why S3 would never take the file; undefined if it may. */
export function fault(item: Item): string | undefined {
  return item.size > MAX_FILE_BYTES ? 'The file is larger than this page can upload (4.8 TiB).' : keyError(item.key);
}

function byPath(a: Picked, b: Picked): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}

function leftOut(strangers: number, found: number): Notice {
  return found === 0
    ? {
        title: 'None of these files belongs to the interrupted upload',
        detail: 'Choose the same files or the same folder as before, or discard the interrupted upload.',
      }
    : {
        tone: 'info',
        title: `${fileCount(strangers)} of those chosen need not be sent`,
        detail:
          'They are not among those still to send. What is new or was changed since can be added when this is finished.',
      };
}
