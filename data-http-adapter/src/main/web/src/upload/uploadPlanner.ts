import { uploadTexts } from '../texts/upload';
import { applyChoices, type Choice, type Conflict, findConflicts } from './conflicts';
import type { EngineDependencies } from './engineDependencies';
import { ExistingFiles, listExisting } from './existingFiles';
import { keyError } from './keyError';
import { mapInSlices } from './mapInSlices';
import { matchPickedFiles } from './matchPickedFiles';
import { MAX_FILE_BYTES } from './partPlan';
import { type PickedFile, type PickedFileInfo, toItem, type UploadItem } from './uploadItem';
import type { UploadItemStore } from './uploadItemStore';
import type { UploadNotice } from './uploadSigner';

type Choose = (conflict: Conflict) => Choice;

/**
 * Decides which files are sent: checks their names, looks for files with the same keys in the bucket, and asks the user
 * about them.
 */
export class UploadPlanner {
  readonly #dependencies: EngineDependencies;
  readonly #itemStore: UploadItemStore;
  readonly #onChange: () => void;
  #controller = new AbortController();
  #resolve: ((choose: Choose | undefined) => void) | undefined;
  #state: 'no' | 'checking' | 'asking' = 'no';
  #namesFound = 0;
  #conflicts: readonly Conflict[] = [];

  constructor(dependencies: EngineDependencies, itemStore: UploadItemStore, onChange: () => void) {
    this.#dependencies = dependencies;
    this.#itemStore = itemStore;
    this.#onChange = onChange;
  }

  get state(): 'no' | 'checking' | 'asking' {
    return this.#state;
  }

  /** How many files were found in the bucket so far. */
  get namesFound(): number {
    return this.#namesFound;
  }

  get conflicts(): readonly Conflict[] {
    return this.#conflicts;
  }

  /** Decides about the conflicts. With undefined, none of the files of this selection is uploaded. */
  resolveConflicts(choose: Choose | undefined): void {
    this.#resolve?.(choose);
    this.#resolve = undefined;
  }

  cancelPlanning(): void {
    this.#controller.abort();
    this.resolveConflicts(undefined);
  }

  get cancelled(): boolean {
    return this.#controller.signal.aborted;
  }

  /**
   * Plans files that the user has picked. Those of an interrupted upload continue it, all others are new. Returns the files
   * to send.
   */
  plan(picked: readonly PickedFile[], prefix: string, onNotice: (notice: UploadNotice) => void): Promise<UploadItem[]> {
    return this.#whileChecking(async () => {
      const known = await this.#readFileInfo(picked);
      const { found, unmatched } = matchPickedFiles(this.#itemStore.inState('missing'), known);
      if (found.size === 0) {
        return this.#planNew(known, prefix);
      }
      const root = rootOf(found) ?? prefix;
      const resumed = await this.#planResumed(found);
      const { unsent, sent } = await this.#withoutSent(unmatched, root);
      if (sent > 0) {
        onNotice(sentNotice(sent));
      }
      return unsent.length === 0 ? resumed : [...resumed, ...(await this.#planNew(unsent, root))];
    });
  }

  async #planNew(picked: readonly PickedFileInfo[], prefix: string): Promise<UploadItem[]> {
    const known = [...picked].sort(byPath);
    const items = await mapInSlices(this.#dependencies.clock, known, each =>
      toItem(this.#itemStore.nextId(), each, prefix),
    );
    const acceptable = items.filter(item => rejectionReason(item) === undefined);
    const existing = await this.#listExisting(prefix, acceptable);
    const { free, conflicts, repeated } = findConflicts(acceptable, existing, this.#itemStore.pendingKeys);
    const keys = new Set(acceptable.map(({ key }) => key));
    const chosen = await this.#askAbout(conflicts, key => keys.has(key) || this.#isTaken(existing, key));
    if (!chosen) {
      return [];
    }
    this.#itemStore.add(items);
    for (const item of items) {
      const reason = rejectionReason(item);
      if (reason !== undefined) {
        this.#itemStore.markFailed(item, reason);
      }
    }
    [...chosen.skip, ...repeated].forEach(item => {
      this.#itemStore.markSkipped(item);
    });
    return [...free, ...chosen.send];
  }

  /** Plans files of an interrupted upload that were picked again. Returns those to send. */
  async #planResumed(found: ReadonlyMap<UploadItem, PickedFileInfo>): Promise<UploadItem[]> {
    for (const [item, { file }] of found) {
      item.file = file;
    }
    const items = [...found.keys()];
    const conditional = items.filter(({ overwrite, uploadId }) => !overwrite && uploadId === undefined);
    const unconditional = items.filter(({ overwrite, uploadId }) => overwrite || uploadId !== undefined);
    const existing = await this.#listExisting('', conditional);
    // the key was free when the upload started, so a stored file of the same size is ours
    const isSent = ({ key, size }: UploadItem) => existing.get(key)?.size === size;
    conditional.filter(isSent).forEach(item => {
      this.#itemStore.markDone(item);
    });
    const rest = conditional.filter(item => !isSent(item));
    const { free, conflicts } = findConflicts(rest, existing, new Set());
    const chosen = await this.#askAbout(conflicts, key => this.#isTaken(existing, key));
    chosen?.skip.forEach(item => {
      this.#itemStore.markSkipped(item);
    });
    return [...unconditional, ...free, ...(chosen?.send ?? [])];
  }

  /**
   * Leaves out the files that the interrupted upload has sent before it was interrupted: S3 has a file of the same size at
   * their key, which is not older than they are.
   */
  async #withoutSent(picked: readonly PickedFileInfo[], root: string) {
    const items = picked.map(each => ({ each, item: toItem(0, each, root) }));
    const existing = await this.#listExisting(
      root,
      items.map(({ item }) => item),
    );
    const unsent = items.filter(({ item: { key, size, modified } }) => {
      const stored = existing.get(key);
      return stored?.size !== size || Date.parse(stored.modified) < modified;
    });
    return { unsent: unsent.map(({ each }) => each), sent: picked.length - unsent.length };
  }

  /** Plans files whose key was free during the check and was taken later. Returns those to send. */
  planLateConflicts(items: readonly UploadItem[]): Promise<UploadItem[]> {
    return this.#whileChecking(async () => {
      const existing = await this.#listExisting('', items);
      const conflicts = items.map(item => ({ item, stored: existing.get(item.key) }));
      const chosen = await this.#askAbout(conflicts, key => this.#isTaken(existing, key));
      (chosen?.skip ?? items).forEach(item => {
        this.#itemStore.markSkipped(item);
      });
      return chosen?.send ?? [];
    });
  }

  async #whileChecking(work: () => Promise<UploadItem[]>): Promise<UploadItem[]> {
    this.#controller = new AbortController();
    this.#state = 'checking';
    this.#namesFound = 0;
    this.#onChange();
    try {
      return await work();
    } finally {
      this.#state = 'no';
      this.#conflicts = [];
    }
  }

  #readFileInfo(picked: readonly PickedFile[]): Promise<PickedFileInfo[]> {
    return mapInSlices(this.#dependencies.clock, picked, ({ path, file }) => {
      const { size, lastModified: modified } = file;
      return { path, file, size, modified };
    });
  }

  async #listExisting(root: string, items: readonly UploadItem[]): Promise<ExistingFiles> {
    if (items.length === 0) {
      return new ExistingFiles();
    }
    const keys = items.map(({ key }) => key);
    return listExisting(this.#dependencies.signer, root, keys, this.#controller.signal, names => {
      this.#namesFound = names;
      this.#onChange();
    });
  }

  async #askAbout(conflicts: readonly Conflict[], isTaken: (key: string) => boolean) {
    if (conflicts.length === 0) {
      return { send: [], skip: [] };
    }
    this.#state = 'asking';
    this.#conflicts = conflicts;
    this.#onChange();
    const choose = await new Promise<Choose | undefined>(resolve => {
      this.#resolve = resolve;
    });
    return choose && applyChoices(conflicts, choose, isTaken);
  }

  #isTaken(existing: ExistingFiles, key: string): boolean {
    return existing.get(key) !== undefined || this.#itemStore.pendingKeys.has(key);
  }
}

/** Why S3 can never accept the file; undefined if it can. */
export function rejectionReason(item: UploadItem): string | undefined {
  return item.size > MAX_FILE_BYTES ? 'The file is larger than this page can upload (4.8 TiB).' : keyError(item.key);
}

function byPath(a: PickedFile, b: PickedFile): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}

/** The folder into which the interrupted upload was sent; undefined if no file tells. */
function rootOf(found: ReadonlyMap<UploadItem, PickedFileInfo>): string | undefined {
  for (const [{ key, path }, picked] of found) {
    if (picked.path === path && key.endsWith(path)) {
      return key.slice(0, key.length - path.length);
    }
  }
  return undefined;
}

function sentNotice(sent: number): UploadNotice {
  return { tone: 'info', title: uploadTexts.sentBefore(sent), detail: uploadTexts.sentBeforeDetail };
}
