import { folderOf, nameOf } from './uploadItem';
import type { FolderListing, ListedFile, UploadSigner } from './uploadSigner';

/** The files in the bucket, as far as their folders were listed. */
export class ExistingFiles {
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

interface FolderNode {
  readonly prefix: string;
  hasFiles: boolean;
  readonly children: Map<string, FolderNode>;
}

/**
 * Lists the folders of the keys, and no others. A folder below one that does not exist is not listed.
 *
 * @param onProgress gets the number of files found so far
 */
export async function listExisting(
  signer: UploadSigner,
  root: string,
  keys: Iterable<string>,
  signal: AbortSignal,
  onProgress: (names: number) => void,
): Promise<ExistingFiles> {
  const existing = new ExistingFiles();
  let level = [folderTree(root, keys)];
  while (level.length > 0) {
    const deeper: FolderNode[][] = [];
    // the browser opens at most six connections to a host
    for (let i = 0; i < level.length; i += 6) {
      deeper.push(
        ...(await Promise.all(level.slice(i, i + 6).map(each => listFolder(signer, each, existing, signal)))),
      );
      onProgress(existing.size);
    }
    level = deeper.flat();
  }
  return existing;
}

/** Lists one folder. Returns its child nodes that exist in the bucket. */
async function listFolder(
  signer: UploadSigner,
  node: FolderNode,
  existing: ExistingFiles,
  signal: AbortSignal,
): Promise<FolderNode[]> {
  const children = [...node.children.values()];
  // the only child is listed itself, so a parent with perhaps a million files need not be
  if (!node.hasFiles && children.length === 1) {
    return children;
  }
  const existingChildren: FolderNode[] = [];
  for await (const page of listPages(signer, node.prefix, signal)) {
    existing.add(node.prefix, page.files);
    for (const name of page.folders) {
      const child = node.children.get(name);
      if (child) {
        existingChildren.push(child);
      }
    }
  }
  return existingChildren;
}

async function* listPages(signer: UploadSigner, prefix: string, signal: AbortSignal): AsyncGenerator<FolderListing> {
  let token: string | undefined;
  do {
    const page = await signer.list(prefix, token, signal);
    yield page;
    token = page.nextToken;
  } while (token !== undefined);
}

function folderTree(root: string, keys: Iterable<string>): FolderNode {
  const rootNode: FolderNode = { prefix: root, hasFiles: false, children: new Map() };
  for (const key of keys) {
    nodeOf(rootNode, folderOf(key)).hasFiles = true;
  }
  return rootNode;
}

function nodeOf(rootNode: FolderNode, folder: string): FolderNode {
  let node = rootNode;
  for (const name of folder.slice(rootNode.prefix.length).split('/').filter(Boolean)) {
    let child = node.children.get(name);
    if (!child) {
      child = { prefix: `${node.prefix}${name}/`, hasFiles: false, children: new Map() };
      node.children.set(name, child);
    }
    node = child;
  }
  return node;
}

/** Finds the stored file with this key in the listing of its folder. */
export async function findFile(
  signer: UploadSigner,
  key: string,
  signal: AbortSignal,
): Promise<ListedFile | undefined> {
  for await (const page of listPages(signer, folderOf(key), signal)) {
    const found = page.files.find(({ name }) => name === nameOf(key));
    if (found) {
      return found;
    }
  }
  return undefined;
}
