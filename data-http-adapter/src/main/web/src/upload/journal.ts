import type { UploadItem } from './uploadItem';

/**
 * The stored data of an unfinished file. The content is not stored: after a reload the user picks the file again. The
 * property names are a stored format and must not change.
 */
export interface JournalEntry {
  readonly session: string;
  readonly id: number;
  readonly path: string;
  readonly key: string;
  readonly size: number;
  readonly modified: number;
  readonly type: string;
  readonly overwrite: boolean;
  readonly uploadId?: string;
}

export interface JournalSession {
  readonly id: string;
  readonly usecase: string;
  readonly bucket: string;
  readonly startedAt: number;
}

/** Stores which files are still to be sent. Calls take effect in order. No method rejects. */
export interface Journal {
  open(session: JournalSession): Promise<void>;
  put(session: string, items: readonly UploadItem[]): Promise<void>;
  remove(session: string, ids: readonly number[]): Promise<void>;
  close(session: string): Promise<void>;
  /** The sessions for this bucket that no tab is using, oldest first, each with its unfinished files. */
  unfinished(usecase: string, bucket: string): Promise<{ session: JournalSession; entries: JournalEntry[] }[]>;
}

const DATABASE = 'data-account-uploads';
const SESSIONS = 'sessions';
const ITEMS = 'items';
const MAX_PUTS_PER_TRANSACTION = 250;

/** A journal in IndexedDB. Without IndexedDB nothing is stored, and uploads work as usual. */
export class BrowserJournal implements Journal {
  #database: Promise<IDBDatabase> | undefined;
  readonly #release = new Map<string, () => void>();

  async open(session: JournalSession): Promise<void> {
    await this.#lock(session.id);
    await this.#write([SESSIONS], store => store(SESSIONS).put(session));
  }

  async put(session: string, items: readonly UploadItem[]): Promise<void> {
    // several transactions, because one with ten thousand entries blocks the page
    for (let start = 0; start < items.length; start += MAX_PUTS_PER_TRANSACTION) {
      await this.#write([ITEMS], store => {
        for (const item of items.slice(start, start + MAX_PUTS_PER_TRANSACTION)) {
          store(ITEMS).put(toEntry(session, item));
        }
      });
    }
  }

  async remove(session: string, ids: readonly number[]): Promise<void> {
    await this.#write([ITEMS], store => {
      for (const id of ids) {
        store(ITEMS).delete([session, id]);
      }
    });
  }

  async close(session: string): Promise<void> {
    await this.#write([SESSIONS, ITEMS], store => {
      store(SESSIONS).delete(session);
      store(ITEMS).delete(IDBKeyRange.bound([session], [session, []]));
    });
    this.#release.get(session)?.();
    this.#release.delete(session);
  }

  async unfinished(usecase: string, bucket: string): Promise<{ session: JournalSession; entries: JournalEntry[] }[]> {
    try {
      const all = await this.#read<JournalSession>(SESSIONS);
      const matching = all.filter(each => each.usecase === usecase && each.bucket === bucket);
      const found: { session: JournalSession; entries: JournalEntry[] }[] = [];
      for (const session of matching.sort((a, b) => a.startedAt - b.startedAt)) {
        if (await isUnlocked(session.id)) {
          const entries = await this.#read<JournalEntry>(ITEMS, IDBKeyRange.bound([session.id], [session.id, []]));
          found.push({ session, entries });
        }
      }
      return found;
    } catch {
      return [];
    }
  }

  // The browser releases the lock when the page ends in any way. Other tabs see by the lock that a tab uses the
  // session.
  async #lock(session: string): Promise<void> {
    const manager = locks();
    if (!manager) {
      return;
    }
    await new Promise<void>(locked => {
      void manager.request(lockName(session), () => {
        locked();
        return new Promise<void>(release => this.#release.set(session, release));
      });
    });
  }

  async #write(stores: string[], work: (store: (name: string) => IDBObjectStore) => void): Promise<void> {
    try {
      const transaction = (await this.#connect()).transaction(stores, 'readwrite');
      const done = new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => {
          resolve();
        };
        transaction.onabort = () => {
          reject(transaction.error ?? new Error('aborted'));
        };
      });
      work(name => transaction.objectStore(name));
      await done;
    } catch {
      // the disk is full or the window is private: the upload continues without the journal
    }
  }

  async #read<T>(store: string, range?: IDBKeyRange): Promise<T[]> {
    const objects = (await this.#connect()).transaction([store], 'readonly').objectStore(store);
    return resultOf<T[]>(objects.getAll(range) as IDBRequest<T[]>);
  }

  #connect(): Promise<IDBDatabase> {
    this.#database ??= openDatabase();
    return this.#database;
  }
}

function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(SESSIONS, { keyPath: 'id' });
    request.result.createObjectStore(ITEMS, { keyPath: ['session', 'id'] });
  };
  return resultOf(request);
}

function resultOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(request.error ?? new Error('failed'));
    };
  });
}

async function isUnlocked(session: string): Promise<boolean> {
  const held = (await locks()?.query())?.held;
  return held?.every(({ name }) => name !== lockName(session)) ?? true;
}

// Web locks do not exist on plain http.
function locks(): LockManager | null | undefined {
  return (navigator as Partial<Navigator>).locks;
}

function lockName(session: string): string {
  return `data-account-upload-${session}`;
}

function toEntry(session: string, item: UploadItem): JournalEntry {
  const { id, path, key, size, modified, type, overwrite, uploadId } = item;
  return { session, id, path, key, size, modified, type, overwrite, ...(uploadId !== undefined && { uploadId }) };
}

export function itemFromEntry(entry: JournalEntry): UploadItem {
  const { id, path, key, size, modified, type, overwrite, uploadId } = entry;
  return {
    id,
    path,
    size,
    modified,
    type,
    key,
    overwrite,
    uploadId,
    state: 'missing',
    sent: 0,
    file: undefined,
    reason: undefined,
    possiblyStored: true,
  };
}
