import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, it } from 'vitest';
import { toItem } from './item';
import { BrowserJournal } from './journal';
import { pick } from './testing';

const SESSION = { id: 's1', usecase: 'demo', bucket: 'b', startedAt: 5 };

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

function items(count: number) {
  return Array.from({ length: count }, (_, n) => toItem(n, { ...pick(`f${n}`), size: n, modified: 1 }, 'p/'));
}

it('tells another page what is left, and nothing of what was removed', async () => {
  const journal = new BrowserJournal();
  await journal.open(SESSION);
  await journal.put('s1', items(1000));
  await journal.remove(
    's1',
    Array.from({ length: 998 }, (_, n) => n),
  );
  const [left] = await new BrowserJournal().left('demo', 'b');
  expect(left?.session).toEqual(SESSION);
  expect(left?.records.map(({ key, size }) => [key, size])).toEqual([
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
  const [left] = await journal.left('demo', 'b');
  expect(left?.records[0]).toMatchObject({ uploadId: 'u', overwrite: true });
});

it('keeps sessions and places apart', async () => {
  const journal = new BrowserJournal();
  await journal.open(SESSION);
  await journal.open({ ...SESSION, id: 's10', startedAt: 1 });
  await journal.put('s1', items(1));
  await journal.put('s10', items(2));
  expect(await journal.left('demo', 'other')).toEqual([]);
  expect(await journal.left('other', 'b')).toEqual([]);
  const left = await journal.left('demo', 'b');
  expect(left.map(({ session, records }) => [session.id, records.length])).toEqual([
    ['s10', 2],
    ['s1', 1],
  ]);
  await journal.close('s1');
  expect((await journal.left('demo', 'b')).map(({ session }) => session.id)).toEqual(['s10']);
});

it('does without a database where the browser has none', async () => {
  globalThis.indexedDB = {
    open: () => {
      throw new Error('denied');
    },
  } as unknown as IDBFactory;
  const journal = new BrowserJournal();
  await journal.open(SESSION);
  await journal.put('s1', items(1));
  expect(await journal.left('demo', 'b')).toEqual([]);
});
