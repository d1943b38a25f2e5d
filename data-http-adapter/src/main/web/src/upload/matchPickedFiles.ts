import { nameOf, type PickedFileInfo, type UploadItem } from './uploadItem';

/** Matches picked files with the unfinished files of an interrupted upload. Returns the picked files that match none too. */
export function matchPickedFiles(
  missing: readonly UploadItem[],
  known: readonly PickedFileInfo[],
): { found: Map<UploadItem, PickedFileInfo>; unmatched: PickedFileInfo[] } {
  const byPath = new Map(missing.map(item => [identity(item.path, item.size, item.modified), item]));
  const byName = new Map<string, UploadItem[]>();
  for (const item of missing) {
    const name = identity(nameOf(item.path), item.size, item.modified);
    const same = byName.get(name);
    if (same) {
      same.push(item);
    } else {
      byName.set(name, [item]);
    }
  }
  const found = new Map<UploadItem, PickedFileInfo>();
  const unmatched: PickedFileInfo[] = [];
  for (const each of known) {
    const { size, modified } = each;
    // if the user picked the files instead of their folder, a name that matches only one file is enough
    const named = byName.get(identity(nameOf(each.path), size, modified));
    const item = byPath.get(identity(each.path, size, modified)) ?? (named?.length === 1 ? named[0] : undefined);
    if (item) {
      found.set(item, each);
    } else {
      unmatched.push(each);
    }
  }
  return { found, unmatched };
}

function identity(path: string, size: number, modified: number): string {
  return JSON.stringify([path, size, modified]);
}
