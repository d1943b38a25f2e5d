import type { ExistingFiles } from './existingFiles';
import { folderOf, nameOf, type UploadItem } from './uploadItem';

export type Choice = 'skip' | 'replace' | 'both';

/** A file that would take the place of another. */
export interface Conflict {
  readonly item: UploadItem;
  /** The one in the bucket; undefined if both were dropped at once. */
  readonly stored: { readonly size: number; readonly modified: string } | undefined;
}

/** `photo.jpg` becomes `photo (1).jpg`, or the first number that is free. */
export function freeKey(key: string, isTaken: (key: string) => boolean): string {
  const name = nameOf(key);
  // a name that begins with a dot, such as .gitignore, is all name and no extension
  const dot = name.lastIndexOf('.') > 0 ? name.lastIndexOf('.') : name.length;
  for (let n = 1; ; n++) {
    const candidate = `${folderOf(key)}${name.slice(0, dot)} (${n})${name.slice(dot)}`;
    if (!isTaken(candidate)) {
      return candidate;
    }
  }
}

/** Which of the new files can go as they are, and which are to be asked about. */
export interface ConflictCheck {
  readonly free: UploadItem[];
  readonly conflicts: Conflict[];
  /** The same file, picked twice. */
  readonly repeated: UploadItem[];
}

/** @param wanted the keys of this upload's other unfinished files */
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

/** Puts the user's choices into the items; answers those that are to be sent. */
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
