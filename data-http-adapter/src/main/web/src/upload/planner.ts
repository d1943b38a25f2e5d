import { type Choice, type Conflict, freeKey } from './conflicts';
import type { Existing } from './folders';
import type { Item, Known } from './item';

/** Which of the new files can go as they are, and which are to be asked about. */
export interface Plan {
  readonly free: Item[];
  readonly conflicts: Conflict[];
  /** The same file, picked twice. */
  readonly repeated: Item[];
}

/** @param wanted the keys of this upload's other unfinished files */
export function plan(items: readonly Item[], existing: Existing, wanted: ReadonlySet<string>): Plan {
  const result: Plan = { free: [], conflicts: [], repeated: [] };
  const seen = new Map<string, Item>();
  for (const item of items) {
    const twin = seen.get(item.key);
    const stored = existing.get(item.key);
    if (twin && twin.size === item.size && twin.modified === item.modified) {
      result.repeated.push(item);
    } else if (twin || wanted.has(item.key)) {
      result.conflicts.push({ item, stored: undefined });
    } else if (stored) {
      result.conflicts.push({ item, stored });
    } else {
      result.free.push(item);
    }
    seen.set(item.key, twin ?? item);
  }
  return result;
}

/** Puts the user's choices into the items; answers those that are to be sent. */
export function settle(
  conflicts: readonly Conflict[],
  choice: (conflict: Conflict) => Choice,
  isTaken: (key: string) => boolean,
): { send: Item[]; skip: Item[] } {
  const send: Item[] = [];
  const skip: Item[] = [];
  const given = new Set<string>();
  for (const conflict of conflicts) {
    const { item } = conflict;
    const chosen = choice(conflict);
    if (chosen === 'skip') {
      skip.push(item);
      continue;
    }
    if (chosen === 'both') {
      item.key = freeKey(item.key, key => given.has(key) || isTaken(key));
    }
    item.overwrite = chosen === 'replace';
    given.add(item.key);
    send.push(item);
  }
  return { send, skip };
}

/** Which unfinished files of an interrupted upload were picked again, and how many picks are none of them. */
export function match(
  missing: readonly Item[],
  known: readonly Known[],
): { found: Map<Item, Known>; strangers: number } {
  const byPath = new Map(missing.map(item => [identity(item.path, item.size, item.modified), item]));
  const byName = new Map<string, Item[]>();
  for (const item of missing) {
    const name = identity(lastPart(item.path), item.size, item.modified);
    const same = byName.get(name);
    if (same) {
      same.push(item);
    } else {
      byName.set(name, [item]);
    }
  }
  const found = new Map<Item, Known>();
  let strangers = 0;
  for (const each of known) {
    const { size, modified } = each;
    // the files themselves instead of their folder: a name that fits one file alone is good enough
    const named = byName.get(identity(lastPart(each.path), size, modified));
    const item = byPath.get(identity(each.path, size, modified)) ?? (named?.length === 1 ? named[0] : undefined);
    if (item) {
      found.set(item, each);
    } else {
      strangers++;
    }
  }
  return { found, strangers };
}

function identity(path: string, size: number, modified: number): string {
  return JSON.stringify([path, size, modified]);
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
