import { folderOf, type Item, nameOf } from './item';

export type Choice = 'skip' | 'replace' | 'both';

/** A file that would take the place of another. */
export interface Conflict {
  readonly item: Item;
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
