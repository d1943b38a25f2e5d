import type { ExistingFiles } from './existingFiles';
import { folderOf, nameOf, type UploadItem } from './uploadItem';

export type Choice = 'skip' | 'replace' | 'both';

/** A file whose key is taken. */
export interface Conflict {
  readonly item: UploadItem;
  /** The file in the bucket; undefined if another file of this upload has the key. */
  readonly stored: { readonly size: number; readonly modified: string } | undefined;
}

/** Changes `photo.jpg` to `photo (1).jpg`, with the first number that is free. */
export function freeKey(key: string, isTaken: (key: string) => boolean): string {
  const name = nameOf(key);
  // a name that starts with its only dot, such as .gitignore, has no extension
  const dot = name.lastIndexOf('.') > 0 ? name.lastIndexOf('.') : name.length;
  for (let n = 1; ; n++) {
    const candidate = `${folderOf(key)}${name.slice(0, dot)} (${n})${name.slice(dot)}`;
    if (!isTaken(candidate)) {
      return candidate;
    }
  }
}

/** The new files that can be sent at once, and those that the user must decide about. */
export interface ConflictCheck {
  readonly free: UploadItem[];
  readonly conflicts: Conflict[];
  /** Files that were picked twice. */
  readonly repeated: UploadItem[];
}

/** @param pendingKeys the keys of the other unfinished files of this upload */
export function findConflicts(
  items: readonly UploadItem[],
  existing: ExistingFiles,
  pendingKeys: ReadonlySet<string>,
): ConflictCheck {
  const result: ConflictCheck = { free: [], conflicts: [], repeated: [] };
  const byKey = new Map<string, UploadItem>();
  for (const item of items) {
    const earlier = byKey.get(item.key);
    const stored = existing.get(item.key);
    if (earlier && earlier.size === item.size && earlier.modified === item.modified) {
      result.repeated.push(item);
    } else if (earlier || pendingKeys.has(item.key)) {
      result.conflicts.push({ item, stored: undefined });
    } else if (stored) {
      result.conflicts.push({ item, stored });
    } else {
      result.free.push(item);
    }
    byKey.set(item.key, earlier ?? item);
  }
  return result;
}

/** Applies the user's choices to the items. Returns those to send and those to skip. */
export function applyChoices(
  conflicts: readonly Conflict[],
  choose: (conflict: Conflict) => Choice,
  isTaken: (key: string) => boolean,
): { send: UploadItem[]; skip: UploadItem[] } {
  const send: UploadItem[] = [];
  const skip: UploadItem[] = [];
  const usedKeys = new Set<string>();
  for (const conflict of conflicts) {
    const { item } = conflict;
    const choice = choose(conflict);
    if (choice === 'skip') {
      skip.push(item);
      continue;
    }
    if (choice === 'both') {
      item.key = freeKey(item.key, key => usedKeys.has(key) || isTaken(key));
    }
    item.overwrite = choice === 'replace';
    usedKeys.add(item.key);
    send.push(item);
  }
  return { send, skip };
}
