import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Choice, Conflict } from './conflicts';
import { UploadEngine } from './engine';
import { BrowserJournal } from './journal';
import { ApiTrouble } from './signing';
import { answer, failure, FakeClock, FakeS3, pick } from './testing';

const MIB = 1024 * 1024;

let clock: FakeClock;
let s3: FakeS3;
let engine: UploadEngine;

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  clock = new FakeClock();
  s3 = new FakeS3(clock);
  engine = newEngine();
});

/** As a page has it after a reload: the bucket and the browser's database are the same, all else is new. */
function newEngine(): UploadEngine {
  const journal = new BrowserJournal();
  return new UploadEngine({ usecase: 'demo', bucket: 'b', signing: s3, send: s3.send, journal, clock });
}

function until(reached: () => boolean, of = engine): Promise<void> {
  return new Promise(resolve => {
    const look = () => {
      if (reached()) {
        stop();
        resolve();
      }
    };
    const stop = of.subscribe(look);
    look();
  });
}

function stage(...stages: string[]): Promise<void> {
  return until(() => stages.includes(engine.snapshot().stage) && engine.snapshot().planning === 'no');
}

function puts(): string[] {
  return s3.sent.filter(url => url.startsWith('put ')).map(url => url.slice(4));
}

/** Answers the given way a number of times, then lets S3 answer. */
function faults(count: number, given: () => ReturnType<typeof answer>, verb = 'put') {
  let left = count;
  s3.fault = ({ to }) => (to.url.startsWith(verb) && left-- > 0 ? given() : undefined);
}

describe('small files', () => {
  it('arrive below the prefix with their paths', async () => {
    await engine.add([pick('run/b.jpg', 20), pick('run/sub/a.jpg', 10), pick('top.txt', 5)], 'data/');
    await stage('finished');
    expect([...s3.objects].map(([key, { size }]) => [key, size])).toEqual([
      ['data/run/b.jpg', 20],
      ['data/run/sub/a.jpg', 10],
      ['data/top.txt', 5],
    ]);
    expect(engine.snapshot()).toMatchObject({ bytesSent: 35, bytesTotal: 35, notice: undefined });
    expect(engine.snapshot().counts).toMatchObject({ done: 3, failed: 0, waiting: 0, sending: 0 });
  });

  it('are signed in batches of at most 250 just ahead', async () => {
    await engine.add(
      Array.from({ length: 2000 }, (_, n) => pick(`f/${n}`)),
      '',
    );
    await stage('finished');
    expect(s3.objects.size).toBe(2000);
    expect(puts()).toHaveLength(2000);
    expect(s3.signedBatches.map(batch => batch.length)).toEqual([50, 250, 250, 250, 250, 250, 250, 250, 200]);
  });

  it('are sent at most six at a time', async () => {
    let now = 0;
    let most = 0;
    s3.fault = async sending => {
      most = Math.max(most, ++now);
      await new Promise(resolve => setTimeout(resolve, 0));
      now--;
      return s3.take(sending);
    };
    await engine.add(
      Array.from({ length: 30 }, (_, n) => pick(`${n}`)),
      '',
    );
    await stage('finished');
    expect(most).toBe(6);
  });

  it('are sent again after passing troubles, ever later', async () => {
    faults(3, () => failure(503, 'SlowDown'));
    await engine.add([pick('a')], '');
    await stage('finished');
    expect(s3.objects.has('a')).toBe(true);
    expect(clock.slept).toEqual([250, 500, 1000]);
  });

  it('wait as long as S3 asks', async () => {
    faults(1, () => answer(503, '', { 'retry-after': '9' }));
    await engine.add([pick('a')], '');
    await stage('finished');
    expect(clock.slept).toEqual([9250]);
  });

  it('get a new URL when theirs ran out, which is no failure', async () => {
    faults(1, () => failure(403, 'AccessDenied', 'Request has expired'));
    await engine.add([pick('a')], '');
    await stage('finished');
    expect(s3.signedBatches).toEqual([['a'], ['a']]);
    expect(clock.slept).toEqual([]);
    expect(engine.snapshot().counts.done).toBe(1);
  });

  it('do not ask for new URLs for ever', async () => {
    faults(1000, () => failure(403, 'AccessDenied', 'Request has expired'));
    await engine.add([pick('a')], '');
    await stage('finished');
    expect(puts()).toHaveLength(4);
    expect(engine.snapshot().failed[0]?.reason).toContain('clock');
  });

  it('fail with a reason, and can be retried', async () => {
    faults(1000, () => failure(500, 'InternalError'));
    await engine.add([pick('a'), pick('b')], '');
    await stage('finished');
    expect(engine.snapshot().failed.map(({ reason }) => reason)).toEqual([
      'S3 could not take it just now (InternalError).',
      'S3 could not take it just now (InternalError).',
    ]);
    s3.fault = () => undefined;
    await engine.retry();
    await stage('finished');
    expect(engine.snapshot().counts).toMatchObject({ done: 2, failed: 0 });
  });

  it('pause all when five in a row fail, so that ten thousand do not', async () => {
    s3.fault = () => failure(403, 'AccessDenied', 'Access Denied');
    await engine.add(
      Array.from({ length: 100 }, (_, n) => pick(`${n}`)),
      '',
    );
    await stage('paused');
    expect(engine.snapshot().notice?.title).toContain('5 files in a row');
    expect(engine.snapshot().notice?.detail).toContain('s3:PutObject');
    expect(engine.snapshot().counts.failed).toBeLessThanOrEqual(11);
    s3.fault = () => undefined;
    await engine.retry();
    await stage('finished');
    expect(engine.snapshot().counts).toMatchObject({ done: 100, failed: 0 });
  });

  it('are told to be unfit before anything is sent', async () => {
    await engine.add([pick('a/../b'), pick('fine'), pick('x'.repeat(1025))], '');
    await stage('finished');
    expect(puts()).toEqual(['fine']);
    expect(engine.snapshot().failed.map(({ path }) => path.slice(0, 6))).toEqual(['a/../b', 'xxxxxx']);
    await engine.retry();
    expect(engine.snapshot().counts.failed).toBe(2);
  });

  it('are refused one by one by the API', async () => {
    await engine.add([pick('forbidden'), pick('fine')], '');
    await stage('finished');
    expect(engine.snapshot().counts).toMatchObject({ done: 1, failed: 1 });
    expect(engine.snapshot().failed[0]?.reason).toBe('must not be forbidden');
  });
});

describe('trouble with the API', () => {
  it('that passes is waited for', async () => {
    let calls = 0;
    const { puts: signed } = s3;
    const trouble = new ApiTrouble({ title: 'busy', detail: '' }, true, 4000);
    s3.puts = (wishes, signal) => (calls++ < 2 ? Promise.reject(trouble) : signed(wishes, signal));
    await engine.add([pick('a')], '');
    await stage('finished');
    expect(clock.slept).toEqual([4250, 4500]);
  });

  it('pauses the upload, and Resume goes on', async () => {
    const { puts: signed } = s3;
    s3.puts = () => Promise.reject(new ApiTrouble({ title: 'denied', detail: 'Ask.' }, false));
    await engine.add([pick('a'), pick('b')], '');
    await stage('paused');
    expect(engine.snapshot().notice).toEqual({ title: 'denied', detail: 'Ask.' });
    expect(engine.snapshot().counts.waiting).toBe(2);
    expect(puts()).toEqual([]);
    s3.puts = signed;
    engine.resume();
    await stage('finished');
    expect(engine.snapshot()).toMatchObject({ notice: undefined, counts: { done: 2 } });
  });

  it('while looking for names sends nothing', async () => {
    s3.trouble = new ApiTrouble({ title: 'signed out', detail: '' }, false);
    await engine.add([pick('a')], '');
    expect(engine.snapshot()).toMatchObject({ stage: 'idle', planning: 'no', notice: { title: 'signed out' } });
  });
});

describe('names that are taken', () => {
  beforeEach(() => {
    s3.objects.set('d/a.txt', { size: 1, modified: 'then' });
    s3.objects.set('d/a (1).txt', { size: 1, modified: 'then' });
    s3.objects.set('d/b.txt', { size: 2, modified: 'then' });
  });

  async function dropAndChoose(choose: (conflict: Conflict) => Choice) {
    const added = engine.add([pick('d/a.txt', 100), pick('d/b.txt', 200), pick('d/c.txt', 300)], '');
    await until(() => engine.snapshot().planning === 'asking');
    expect(puts()).toEqual([]);
    expect(engine.snapshot().questions.map(({ item, stored }) => [item.key, stored?.size])).toEqual([
      ['d/a.txt', 1],
      ['d/b.txt', 2],
    ]);
    engine.decide(choose);
    await added;
    await stage('finished');
  }

  it('skipped, stay as they were', async () => {
    await dropAndChoose(() => 'skip');
    expect(s3.objects.get('d/a.txt')?.size).toBe(1);
    expect(engine.snapshot().counts).toMatchObject({ done: 1, skipped: 2 });
  });

  it('replaced, are new', async () => {
    await dropAndChoose(() => 'replace');
    expect([s3.objects.get('d/a.txt')?.size, s3.objects.get('d/b.txt')?.size]).toEqual([100, 200]);
  });

  it('kept both, get the next free number', async () => {
    await dropAndChoose(({ item }) => (item.path === 'd/a.txt' ? 'both' : 'skip'));
    expect(s3.objects.get('d/a (2).txt')?.size).toBe(100);
    expect(s3.objects.get('d/a.txt')?.size).toBe(1);
  });

  it('given up, send nothing at all', async () => {
    const added = engine.add([pick('d/a.txt'), pick('d/c.txt')], '');
    await until(() => engine.snapshot().planning === 'asking');
    engine.decide(undefined);
    await added;
    expect(engine.snapshot()).toMatchObject({ stage: 'idle', planning: 'no' });
    expect(s3.sent).toEqual([]);
  });

  it('are looked for in the dropped folders alone, and page by page', async () => {
    s3.pageSize = 1;
    const added = engine.add([pick('d/b.txt'), pick('new/x/1'), pick('new/y/1'), pick('top')], '');
    await until(() => engine.snapshot().planning === 'asking');
    engine.decide(() => 'skip');
    await added;
    expect(new Set(s3.listed)).toEqual(new Set(['', 'd/']));
  });

  it('meanwhile, are asked about at the end and not overwritten', async () => {
    s3.fault = ({ to }) => {
      if (to.url === 'put n') {
        s3.objects.set('n', { size: 77, modified: 'now' });
      }
      return undefined;
    };
    await engine.add([pick('m'), pick('n')], '');
    await until(() => engine.snapshot().planning === 'asking');
    expect(engine.snapshot().questions.map(({ item, stored }) => [item.key, stored?.size])).toEqual([['n', 77]]);
    expect(s3.objects.get('n')?.size).toBe(77);
    engine.decide(() => 'both');
    await until(() => s3.objects.has('n (1)'));
    await stage('finished');
    expect(engine.snapshot().counts).toMatchObject({ done: 2, conflict: 0 });
  });

  it('by our own attempt whose answer was lost, are done', async () => {
    s3.fault = sending => {
      s3.fault = () => undefined;
      s3.take(sending);
      return answer(0, '');
    };
    await engine.add([pick('lost', 12)], '');
    await stage('finished');
    expect(engine.snapshot().counts.done).toBe(1);
  });

  it('by our own attempt that Pause broke off, are done', async () => {
    s3.fault = sending => {
      s3.fault = () => undefined;
      s3.take(sending);
      engine.pause();
      throw new DOMException('paused', 'AbortError');
    };
    await engine.add([pick('cut', 12)], '');
    await stage('paused');
    engine.resume();
    await stage('finished');
    expect(puts()).toEqual(['cut', 'cut']);
    expect(engine.snapshot().counts.done).toBe(1);
  });

  it('in a folder below one that gets files too, are found', async () => {
    s3.objects.set('d/sub/x', { size: 1, modified: 'then' });
    const added = engine.add([pick('d/new.txt'), pick('d/sub/x')], '');
    await until(() => engine.snapshot().planning === 'asking');
    expect(engine.snapshot().questions.map(({ item }) => item.key)).toEqual(['d/sub/x']);
    expect(s3.sent).toEqual([]);
    engine.decide(() => 'skip');
    await added;
    await stage('finished');
    expect(s3.objects.get('d/sub/x')?.size).toBe(1);
  });

  it('twice in one drop, are asked about', async () => {
    const added = engine.add([pick('same', 1), pick('same', 2), pick('same', 1)], '');
    await until(() => engine.snapshot().planning === 'asking');
    expect(engine.snapshot().questions).toHaveLength(1);
    engine.decide(() => 'both');
    await added;
    await stage('finished');
    expect([s3.objects.get('same')?.size, s3.objects.get('same (1)')?.size]).toEqual([1, 2]);
    expect(engine.snapshot().counts.skipped).toBe(1);
  });
});

describe('large files', () => {
  it('go in parts and are put together', async () => {
    await engine.add([pick('big', 200 * MIB)], 'p/');
    await stage('finished');
    expect(s3.objects.get('p/big')?.size).toBe(200 * MIB);
    expect(s3.sent.filter(url => url.startsWith('part '))).toHaveLength(25);
    expect(s3.uploads.size).toBe(0);
  });

  it('pause and go on with the parts that S3 has', async () => {
    let parts = 0;
    s3.fault = ({ to }) => {
      if (to.url.startsWith('part') && ++parts === 10) {
        engine.pause();
      }
      return undefined;
    };
    await engine.add([pick('big', 200 * MIB)], '');
    await stage('paused');
    engine.resume();
    await stage('finished');
    expect(s3.objects.get('big')?.size).toBe(200 * MIB);
    expect(s3.sent.filter(url => url.startsWith('create'))).toHaveLength(1);
    expect(s3.sent.filter(url => url.startsWith('part ')).length).toBeLessThanOrEqual(25 + 6);
  });

  it('cancelled, leave no parts behind', async () => {
    const cancelled = new Promise(resolve => {
      s3.fault = ({ to }) => {
        if (to.url.startsWith('part ')) {
          s3.fault = () => undefined;
          resolve(engine.cancel());
        }
        return undefined;
      };
    });
    await engine.add([pick('big', 200 * MIB), pick('small')], '');
    await cancelled;
    expect(engine.snapshot().stage).toBe('finished');
    expect(s3.uploads.size).toBe(0);
    expect(engine.snapshot().counts.cancelled).toBeGreaterThan(0);
    expect(s3.objects.has('big')).toBe(false);
  });

  it('survive failing and expired parts', async () => {
    let n = 0;
    s3.fault = ({ to }) => {
      if (!to.url.startsWith('part ')) {
        return undefined;
      }
      n++;
      return n % 7 === 3
        ? failure(503, 'SlowDown')
        : n % 7 === 5
          ? failure(403, 'AccessDenied', 'Request has expired')
          : undefined;
    };
    await engine.add([pick('big', 200 * MIB)], '');
    await stage('finished');
    expect(s3.objects.get('big')?.size).toBe(200 * MIB);
  });

  it('whose bucket hides ETag are completed by what S3 lists', async () => {
    s3.fault = sending => {
      const { status, body } = s3.take(sending);
      return answer(status, body);
    };
    await engine.add([pick('big', 100 * MIB)], '');
    await stage('finished');
    expect(s3.objects.get('big')?.size).toBe(100 * MIB);
    expect(s3.sent.some(url => url.startsWith('parts '))).toBe(true);
  });

  it('completed without our hearing of it are done', async () => {
    s3.fault = sending => {
      if (!sending.to.url.startsWith('complete')) {
        return undefined;
      }
      s3.fault = () => undefined;
      s3.take(sending);
      return answer(0, '');
    };
    await engine.add([pick('big', 100 * MIB)], '');
    await stage('finished');
    expect(engine.snapshot().counts).toMatchObject({ done: 1, failed: 0 });
    expect(s3.sent.filter(url => url.startsWith('create'))).toHaveLength(1);
  });
});

describe('after a reload', () => {
  const files = () => [pick('t/big', 200 * MIB, 5), pick('t/one', 1, 6), pick('t/two', 2, 7), pick('t/three', 3, 8)];

  /** An upload of which the page went away when S3 had some parts and one small file. */
  async function interrupt() {
    let parts = 0;
    s3.fault = ({ to }) => {
      const late = to.url.startsWith('put') ? !to.url.endsWith('one') : to.url.startsWith('part') && ++parts > 10;
      return late ? new Promise(() => undefined) : undefined;
    };
    void engine.add(files(), 'x/');
    await until(() => engine.snapshot().counts.done === 1 && parts > 10);
    s3.fault = () => undefined;
    s3.sent.length = 0;
    engine = newEngine();
    await engine.restore();
  }

  it('the page says what is left', async () => {
    await interrupt();
    expect(engine.snapshot().stage).toBe('interrupted');
    expect(engine.snapshot().counts.missing).toBeGreaterThanOrEqual(3);
  });

  it('the same files go on, and what S3 has is not sent again', async () => {
    await interrupt();
    await engine.add(files(), 'elsewhere/');
    await stage('finished');
    expect([...s3.objects.keys()].sort()).toEqual(['x/t/big', 'x/t/one', 'x/t/three', 'x/t/two']);
    expect(s3.objects.get('x/t/big')?.size).toBe(200 * MIB);
    expect(puts().sort()).toEqual(['x/t/three', 'x/t/two']);
    expect(s3.sent.filter(url => url.startsWith('create'))).toEqual([]);
    expect(s3.sent.filter(url => url.startsWith('part '))).toHaveLength(15);
  });

  it('a file that arrived just before is not sent again', async () => {
    await interrupt();
    s3.objects.set('x/t/two', { size: 2, modified: 'just before' });
    await engine.add(files(), '');
    await stage('finished');
    expect(puts()).toEqual(['x/t/three']);
    expect(engine.snapshot().counts.done).toBeGreaterThanOrEqual(3);
  });

  it('a stranger of the same name is asked about', async () => {
    await interrupt();
    s3.objects.set('x/t/two', { size: 99, modified: 'just before' });
    const added = engine.add(files(), '');
    await until(() => engine.snapshot().planning === 'asking');
    expect(engine.snapshot().questions.map(({ item }) => item.key)).toEqual(['x/t/two']);
    engine.decide(() => 'skip');
    await added;
    await stage('finished');
    expect(s3.objects.get('x/t/two')?.size).toBe(99);
  });

  it('a changed file is not taken for the old one', async () => {
    await interrupt();
    await engine.add([pick('t/two', 2, 999)], '');
    expect(engine.snapshot()).toMatchObject({ stage: 'interrupted', notice: { title: expect.any(String) as unknown } });
    expect(puts()).toEqual([]);
  });

  it('files picked without their folder are known by their name', async () => {
    await interrupt();
    await engine.add([pick('two', 2, 7)], '');
    await stage('interrupted');
    await until(() => s3.objects.has('x/t/two'));
    expect(engine.snapshot().counts.missing).toBeGreaterThanOrEqual(2);
  });

  it('a finished upload leaves nothing to restore', async () => {
    await engine.add([pick('a')], '');
    await stage('finished');
    engine = newEngine();
    await engine.restore();
    expect(engine.snapshot().stage).toBe('idle');
  });

  it('given up, it is forgotten here and in S3', async () => {
    await interrupt();
    await engine.forget();
    expect(engine.snapshot().stage).toBe('idle');
    expect(s3.uploads.size).toBe(0);
    engine = newEngine();
    await engine.restore();
    expect(engine.snapshot().stage).toBe('idle');
  });

  it('another bucket knows nothing of it', async () => {
    await interrupt();
    const journal = new BrowserJournal();
    const other = new UploadEngine({ usecase: 'demo', bucket: 'other', signing: s3, send: s3.send, journal, clock });
    await other.restore();
    expect(other.snapshot().stage).toBe('idle');
  });
});
