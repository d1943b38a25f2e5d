import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, it } from 'vitest';
import { BrowserJournal } from './journal';
import { pickedFile } from './testing';
import { toItem } from './uploadItem';

const SESSION = { id: 's1', usecase: 'demo', bucket: 'b', startedAt: 5 };

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

function items(count: number) {
  return Array.from({ length: count }, (_, n) => toItem(n, { ...pickedFile(`f${n}`), size: n, modified: 1 }, 'p/'));
}

it('shows another page what is unfinished, without what was removed', async () => {
  const journal = new BrowserJournal();
  await journal.open(SESSION);
  await journal.put('s1', items(1000));
  await journal.remove(
    's1',
    Array.from({ length: 998 }, (_, n) => n),
  );
  const [unfinished] = await new BrowserJournal().unfinished('demo', 'b');
  expect(unfinished?.session).toEqual(SESSION);
  expect(unfinished?.entries.map(({ key, size }) => [key, size])).toEqual([
    ['p/f998', 998],
    ['p/f999', 999],
  ]);
});

it('keeps the id of a multipart upload', async () => {
  const journal = new BrowserJournal();
  await journal.open(SESSION);
  await journal.put(
    's1',
    items(1).map(item => ({ ...item, uploadId: 'u', overwrite: true })),
  );
  const [unfinished] = await journal.unfinished('demo', 'b');
  expect(unfinished?.entries[0]).toMatchObject({ uploadId: 'u', overwrite: true });
});

it('separates sessions, use cases and buckets', async () => {
  const journal = new BrowserJournal();
  await journal.open(SESSION);
  await journal.open({ ...SESSION, id: 's10', startedAt: 1 });
  await journal.put('s1', items(1));
  await journal.put('s10', items(2));
  expect(await journal.unfinished('demo', 'other')).toEqual([]);
  expect(await journal.unfinished('other', 'b')).toEqual([]);
  const unfinished = await journal.unfinished('demo', 'b');
  expect(unfinished.map(({ session, entries }) => [session.id, entries.length])).toEqual([
    ['s10', 2],
    ['s1', 1],
  ]);
  await journal.close('s1');
  expect((await journal.unfinished('demo', 'b')).map(({ session }) => session.id)).toEqual(['s10']);
});

it('works without a database where the browser has none', async () => {
  globalThis.indexedDB = {
    open: () => {
      throw new Error('denied');
    },
  } as unknown as IDBFactory;
  const journal = new BrowserJournal();
  await journal.open(SESSION);
  await journal.put('s1', items(1));
  expect(await journal.unfinished('demo', 'b')).toEqual([]);
});
