import { folderOf, nameOf } from './item';
import type { ListedFile, Listing, Signing } from './signing';

/** What is in the bucket already, of the folders that were looked at. */
export class Existing {
  readonly #files = new Map<string, ListedFile>();

  add(prefix: string, files: readonly ListedFile[]): void {
    for (const file of files) {
      this.#files.set(prefix + file.name, file);
    }
  }

  get size(): number {
    return this.#files.size;
  }

  get(key: string): ListedFile | undefined {
    return this.#files.get(key);
  }
}

interface Branch {
  readonly prefix: string;
  hasFiles: boolean;
  readonly children: Map<string, Branch>;
}

/**
 * Lists the folders that the keys go to, and no others: a folder that is not there is never asked for what is in it.
 * `seen` is told how many names were found so far.
 */
export async function lookAround(
  signing: Signing,
  root: string,
  keys: Iterable<string>,
  signal: AbortSignal,
  seen: (names: number) => void,
): Promise<Existing> {
  const existing = new Existing();
  let level = [tree(root, keys)];
  while (level.length > 0) {
    const deeper: Branch[][] = [];
    // six at a time, as many as the browser opens to one host
    for (let i = 0; i < level.length; i += 6) {
      deeper.push(...(await Promise.all(level.slice(i, i + 6).map(each => look(signing, each, existing, signal)))));
      seen(existing.size);
    }
    level = deeper.flat();
  }
  return existing;
}

/** The branches below that are there. */
async function look(signing: Signing, branch: Branch, existing: Existing, signal: AbortSignal): Promise<Branch[]> {
  const children = [...branch.children.values()];
  // a folder of a million files need not be walked to find one folder in it
  if (!branch.hasFiles && children.length === 1) {
    return children;
  }
  const there: Branch[] = [];
  for await (const page of pages(signing, branch.prefix, signal)) {
    existing.add(branch.prefix, page.files);
    for (const name of page.folders) {
      const child = branch.children.get(name);
      if (child) {
        there.push(child);
      }
    }
  }
  return there;
}

async function* pages(signing: Signing, prefix: string, signal: AbortSignal): AsyncGenerator<Listing> {
  let token: string | undefined;
  do {
    const page = await signing.list(prefix, token, signal);
    yield page;
    token = page.nextToken;
  } while (token !== undefined);
}

function tree(root: string, keys: Iterable<string>): Branch {
  const top: Branch = { prefix: root, hasFiles: false, children: new Map() };
  for (const key of keys) {
    branchOf(top, folderOf(key)).hasFiles = true;
  }
  return top;
}

function branchOf(top: Branch, folder: string): Branch {
  let branch = top;
  for (const name of folder.slice(top.prefix.length).split('/').filter(Boolean)) {
    let child = branch.children.get(name);
    if (!child) {
      child = { prefix: `${branch.prefix}${name}/`, hasFiles: false, children: new Map() };
      branch.children.set(name, child);
    }
    branch = child;
  }
  return branch;
}

/** The stored file of this key, found by listing its folder. */
export async function findFile(signing: Signing, key: string, signal: AbortSignal): Promise<ListedFile | undefined> {
  for await (const page of pages(signing, folderOf(key), signal)) {
    const found = page.files.find(({ name }) => name === nameOf(key));
    if (found) {
      return found;
    }
  }
  return undefined;
}
