import { nameOf, type PickedFileInfo, type UploadItem } from './uploadItem';

/** Which unfinished files of an interrupted upload were picked again, and how many picks are none of them. */
export function matchPickedFiles(
  missing: readonly UploadItem[],
  known: readonly PickedFileInfo[],
): { found: Map<UploadItem, PickedFileInfo>; unmatched: number } {
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
  let unmatched = 0;
  for (const each of known) {
    const { size, modified } = each;
    // the files themselves instead of their folder: a name that fits one file alone is good enough
    const named = byName.get(identity(nameOf(each.path), size, modified));
    const item = byPath.get(identity(each.path, size, modified)) ?? (named?.length === 1 ? named[0] : undefined);
    if (item) {
      found.set(item, each);
    } else {
      unmatched++;
    }
  }
  return { found, unmatched };
}

function identity(path: string, size: number, modified: number): string {
  return JSON.stringify([path, size, modified]);
}
