import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Choice, Conflict } from './conflicts';
import { UploadEngine } from './engine';
import { BrowserJournal } from './journal';
import { errorResponse, FakeClock, FakeS3, pickedFile, response } from './testing';
import { UploadApiError } from './uploadSigner';

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

/** An engine as after a reload of the page. Only the bucket and the browser's database are the same as before. */
function newEngine(): UploadEngine {
  const journal = new BrowserJournal();
  return new UploadEngine({ usecase: 'demo', bucket: 'b', signer: s3, send: s3.send, journal, clock });
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

function sentPuts(): string[] {
  return s3.sent.filter(url => url.startsWith('put ')).map(url => url.slice(4));
}

/** Returns the given response to the first requests, then lets S3 respond. */
function overrideFirst(count: number, given: () => ReturnType<typeof response>, verb = 'put') {
  let left = count;
  s3.override = ({ to }) => (to.url.startsWith(verb) && left-- > 0 ? given() : undefined);
}

describe('small files', () => {
  it('arrive below the prefix with their paths', async () => {
    await engine.add([pickedFile('run/b.jpg', 20), pickedFile('run/sub/a.jpg', 10), pickedFile('top.txt', 5)], 'data/');
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
      Array.from({ length: 2000 }, (_, n) => pickedFile(`f/${n}`)),
      '',
    );
    await stage('finished');
    expect(s3.objects.size).toBe(2000);
    expect(sentPuts()).toHaveLength(2000);
    expect(s3.signedBatches.map(batch => batch.length)).toEqual([50, 250, 250, 250, 250, 250, 250, 250, 200]);
  });

  it('are sent at most six at a time', async () => {
    let now = 0;
    let most = 0;
    s3.override = async request => {
      most = Math.max(most, ++now);
      await new Promise(resolve => setTimeout(resolve, 0));
      now--;
      return s3.handle(request);
    };
    await engine.add(
      Array.from({ length: 30 }, (_, n) => pickedFile(`${n}`)),
      '',
    );
    await stage('finished');
    expect(most).toBe(6);
  });

  it('are sent again after retryable errors, with growing waits', async () => {
    overrideFirst(3, () => errorResponse(503, 'SlowDown'));
    await engine.add([pickedFile('a')], '');
    await stage('finished');
    expect(s3.objects.has('a')).toBe(true);
    expect(clock.slept).toEqual([250, 500, 1000]);
  });

  it('wait as long as S3 asks', async () => {
    overrideFirst(1, () => response(503, '', { 'retry-after': '9' }));
    await engine.add([pickedFile('a')], '');
    await stage('finished');
    expect(clock.slept).toEqual([9250]);
  });

  it('get a new URL when theirs ran out, which is no failure', async () => {
    overrideFirst(1, () => errorResponse(403, 'AccessDenied', 'Request has expired'));
    await engine.add([pickedFile('a')], '');
    await stage('finished');
    expect(s3.signedBatches).toEqual([['a'], ['a']]);
    expect(clock.slept).toEqual([]);
    expect(engine.snapshot().counts.done).toBe(1);
  });

  it('do not ask for new URLs for ever', async () => {
    overrideFirst(1000, () => errorResponse(403, 'AccessDenied', 'Request has expired'));
    await engine.add([pickedFile('a')], '');
    await stage('finished');
    expect(sentPuts()).toHaveLength(4);
    expect(engine.snapshot().failed[0]?.reason).toContain('clock');
  });

  it('fail with a reason, and can be retried', async () => {
    overrideFirst(1000, () => errorResponse(500, 'InternalError'));
    await engine.add([pickedFile('a'), pickedFile('b')], '');
    await stage('finished');
    expect(engine.snapshot().failed.map(({ reason }) => reason)).toEqual([
      'S3 is temporarily unavailable (InternalError).',
      'S3 is temporarily unavailable (InternalError).',
    ]);
    s3.override = () => undefined;
    await engine.retry();
    await stage('finished');
    expect(engine.snapshot().counts).toMatchObject({ done: 2, failed: 0 });
  });

  it('pause all when five in a row fail, so that ten thousand do not', async () => {
    s3.override = () => errorResponse(403, 'AccessDenied', 'Access Denied');
    await engine.add(
      Array.from({ length: 100 }, (_, n) => pickedFile(`${n}`)),
      '',
    );
    await stage('paused');
    expect(engine.snapshot().notice?.title).toContain('5 files in a row');
    expect(engine.snapshot().notice?.detail).toContain('s3:PutObject');
    expect(engine.snapshot().counts.failed).toBeLessThanOrEqual(11);
    s3.override = () => undefined;
    await engine.retry();
    await stage('finished');
    expect(engine.snapshot().counts).toMatchObject({ done: 100, failed: 0 });
  });

  it('with invalid keys are rejected before anything is sent', async () => {
    await engine.add([pickedFile('a/../b'), pickedFile('fine'), pickedFile('x'.repeat(1025))], '');
    await stage('finished');
    expect(sentPuts()).toEqual(['fine']);
    expect(engine.snapshot().failed.map(({ path }) => path.slice(0, 6))).toEqual(['a/../b', 'xxxxxx']);
    await engine.retry();
    expect(engine.snapshot().counts.failed).toBe(2);
  });

  it('are refused one by one by the API', async () => {
    await engine.add([pickedFile('forbidden'), pickedFile('fine')], '');
    await stage('finished');
    expect(engine.snapshot().counts).toMatchObject({ done: 1, failed: 1 });
    expect(engine.snapshot().failed[0]?.reason).toBe('must not be forbidden');
  });
});

describe('errors of the API', () => {
  it('that are retryable are retried', async () => {
    let calls = 0;
    const { signPuts: signed } = s3;
    const apiError = new UploadApiError({ title: 'busy', detail: '' }, true, 4000);
    s3.signPuts = (requests, signal) => (calls++ < 2 ? Promise.reject(apiError) : signed(requests, signal));
    await engine.add([pickedFile('a')], '');
    await stage('finished');
    expect(clock.slept).toEqual([4250, 4500]);
  });

  it('that are not retryable pause the upload, and Resume continues', async () => {
    const { signPuts: signed } = s3;
    s3.signPuts = () => Promise.reject(new UploadApiError({ title: 'denied', detail: 'Ask.' }, false));
    await engine.add([pickedFile('a'), pickedFile('b')], '');
    await stage('paused');
    expect(engine.snapshot().notice).toEqual({ title: 'denied', detail: 'Ask.' });
    expect(engine.snapshot().counts.waiting).toBe(2);
    expect(sentPuts()).toEqual([]);
    s3.signPuts = signed;
    engine.resume();
    await stage('finished');
    expect(engine.snapshot()).toMatchObject({ notice: undefined, counts: { done: 2 } });
  });

  it('during the check of the names send nothing', async () => {
    s3.apiError = new UploadApiError({ title: 'signed out', detail: '' }, false);
    await engine.add([pickedFile('a')], '');
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
    const added = engine.add([pickedFile('d/a.txt', 100), pickedFile('d/b.txt', 200), pickedFile('d/c.txt', 300)], '');
    await until(() => engine.snapshot().planning === 'asking');
    expect(sentPuts()).toEqual([]);
    expect(engine.snapshot().conflicts.map(({ item, stored }) => [item.key, stored?.size])).toEqual([
      ['d/a.txt', 1],
      ['d/b.txt', 2],
    ]);
    engine.resolveConflicts(choose);
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

  it('with the question cancelled, send nothing', async () => {
    const added = engine.add([pickedFile('d/a.txt'), pickedFile('d/c.txt')], '');
    await until(() => engine.snapshot().planning === 'asking');
    engine.resolveConflicts(undefined);
    await added;
    expect(engine.snapshot()).toMatchObject({ stage: 'idle', planning: 'no' });
    expect(s3.sent).toEqual([]);
  });

  it('are looked for in the dropped folders alone, and page by page', async () => {
    s3.pageSize = 1;
    const added = engine.add(
      [pickedFile('d/b.txt'), pickedFile('new/x/1'), pickedFile('new/y/1'), pickedFile('top')],
      '',
    );
    await until(() => engine.snapshot().planning === 'asking');
    engine.resolveConflicts(() => 'skip');
    await added;
    expect(new Set(s3.listed)).toEqual(new Set(['', 'd/']));
  });

  it('meanwhile, are asked about at the end and not overwritten', async () => {
    s3.override = ({ to }) => {
      if (to.url === 'put n') {
        s3.objects.set('n', { size: 77, modified: 'now' });
      }
      return undefined;
    };
    await engine.add([pickedFile('m'), pickedFile('n')], '');
    await until(() => engine.snapshot().planning === 'asking');
    expect(engine.snapshot().conflicts.map(({ item, stored }) => [item.key, stored?.size])).toEqual([['n', 77]]);
    expect(s3.objects.get('n')?.size).toBe(77);
    engine.resolveConflicts(() => 'both');
    await until(() => s3.objects.has('n (1)'));
    await stage('finished');
    expect(engine.snapshot().counts).toMatchObject({ done: 2, conflict: 0 });
  });

  it('by our own attempt whose response was lost, are done', async () => {
    s3.override = request => {
      s3.override = () => undefined;
      s3.handle(request);
      return response(0, '');
    };
    await engine.add([pickedFile('lost', 12)], '');
    await stage('finished');
    expect(engine.snapshot().counts.done).toBe(1);
  });

  it('by our own attempt that Pause aborted, are done', async () => {
    s3.override = request => {
      s3.override = () => undefined;
      s3.handle(request);
      engine.pause();
      throw new DOMException('paused', 'AbortError');
    };
    await engine.add([pickedFile('cut', 12)], '');
    await stage('paused');
    engine.resume();
    await stage('finished');
    expect(sentPuts()).toEqual(['cut', 'cut']);
    expect(engine.snapshot().counts.done).toBe(1);
  });

  it('in a folder below one that gets files too, are found', async () => {
    s3.objects.set('d/sub/x', { size: 1, modified: 'then' });
    const added = engine.add([pickedFile('d/new.txt'), pickedFile('d/sub/x')], '');
    await until(() => engine.snapshot().planning === 'asking');
    expect(engine.snapshot().conflicts.map(({ item }) => item.key)).toEqual(['d/sub/x']);
    expect(s3.sent).toEqual([]);
    engine.resolveConflicts(() => 'skip');
    await added;
    await stage('finished');
    expect(s3.objects.get('d/sub/x')?.size).toBe(1);
  });

  it('twice in one drop, are asked about', async () => {
    const added = engine.add([pickedFile('same', 1), pickedFile('same', 2), pickedFile('same', 1)], '');
    await until(() => engine.snapshot().planning === 'asking');
    expect(engine.snapshot().conflicts).toHaveLength(1);
    engine.resolveConflicts(() => 'both');
    await added;
    await stage('finished');
    expect([s3.objects.get('same')?.size, s3.objects.get('same (1)')?.size]).toEqual([1, 2]);
    expect(engine.snapshot().counts.skipped).toBe(1);
  });
});

describe('large files', () => {
  it('go in parts and are put together', async () => {
    await engine.add([pickedFile('big', 200 * MIB)], 'p/');
    await stage('finished');
    expect(s3.objects.get('p/big')?.size).toBe(200 * MIB);
    expect(s3.sent.filter(url => url.startsWith('part '))).toHaveLength(25);
    expect(s3.uploads.size).toBe(0);
  });

  it('are resumed with the parts that S3 has', async () => {
    let parts = 0;
    s3.override = ({ to }) => {
      if (to.url.startsWith('part') && ++parts === 10) {
        engine.pause();
      }
      return undefined;
    };
    await engine.add([pickedFile('big', 200 * MIB)], '');
    await stage('paused');
    engine.resume();
    await stage('finished');
    expect(s3.objects.get('big')?.size).toBe(200 * MIB);
    expect(s3.sent.filter(url => url.startsWith('create'))).toHaveLength(1);
    expect(s3.sent.filter(url => url.startsWith('part ')).length).toBeLessThanOrEqual(25 + 6);
  });

  it('cancelled, leave no parts behind', async () => {
    const cancelled = new Promise(resolve => {
      s3.override = ({ to }) => {
        if (to.url.startsWith('part ')) {
          s3.override = () => undefined;
          resolve(engine.cancel());
        }
        return undefined;
      };
    });
    await engine.add([pickedFile('big', 200 * MIB), pickedFile('small')], '');
    await cancelled;
    expect(engine.snapshot().stage).toBe('finished');
    expect(s3.uploads.size).toBe(0);
    expect(engine.snapshot().counts.cancelled).toBeGreaterThan(0);
    expect(s3.objects.has('big')).toBe(false);
  });

  it('survive failing and expired parts', async () => {
    let n = 0;
    s3.override = ({ to }) => {
      if (!to.url.startsWith('part ')) {
        return undefined;
      }
      n++;
      return n % 7 === 3
        ? errorResponse(503, 'SlowDown')
        : n % 7 === 5
          ? errorResponse(403, 'AccessDenied', 'Request has expired')
          : undefined;
    };
    await engine.add([pickedFile('big', 200 * MIB)], '');
    await stage('finished');
    expect(s3.objects.get('big')?.size).toBe(200 * MIB);
  });

  it('whose bucket hides ETag are completed by what S3 lists', async () => {
    s3.override = request => {
      const { status, body } = s3.handle(request);
      return response(status, body);
    };
    await engine.add([pickedFile('big', 100 * MIB)], '');
    await stage('finished');
    expect(s3.objects.get('big')?.size).toBe(100 * MIB);
    expect(s3.sent.some(url => url.startsWith('parts '))).toBe(true);
  });

  it('completed with the response lost are done', async () => {
    s3.override = request => {
      if (!request.to.url.startsWith('complete')) {
        return undefined;
      }
      s3.override = () => undefined;
      s3.handle(request);
      return response(0, '');
    };
    await engine.add([pickedFile('big', 100 * MIB)], '');
    await stage('finished');
    expect(engine.snapshot().counts).toMatchObject({ done: 1, failed: 0 });
    expect(s3.sent.filter(url => url.startsWith('create'))).toHaveLength(1);
  });
});

describe('after a reload', () => {
  const files = () => [
    pickedFile('t/big', 200 * MIB, 5),
    pickedFile('t/one', 1, 6),
    pickedFile('t/two', 2, 7),
    pickedFile('t/three', 3, 8),
  ];

  /** Starts an upload and reloads the page when S3 has some parts and one small file. */
  async function interrupt() {
    let parts = 0;
    s3.override = ({ to }) => {
      const late = to.url.startsWith('put') ? !to.url.endsWith('one') : to.url.startsWith('part') && ++parts > 10;
      return late ? new Promise(() => undefined) : undefined;
    };
    void engine.add(files(), 'x/');
    await until(() => engine.snapshot().counts.done === 1 && parts > 10);
    s3.override = () => undefined;
    s3.sent.length = 0;
    engine = newEngine();
    await engine.restore();
  }

  /** Reloads the page until the journal has that many files. It removes finished files with a delay. */
  async function restored(files: number) {
    await vi.waitFor(async () => {
      engine = newEngine();
      await engine.restore();
      expect(engine.snapshot().counts.missing).toBe(files);
    });
  }

  it('the page says what is left', async () => {
    await interrupt();
    expect(engine.snapshot().stage).toBe('interrupted');
    expect(engine.snapshot().counts.missing).toBeGreaterThanOrEqual(3);
  });

  it('the same files are resumed, and what S3 has is not sent again', async () => {
    await interrupt();
    await engine.add(files(), 'elsewhere/');
    await stage('finished');
    expect([...s3.objects.keys()].sort()).toEqual(['x/t/big', 'x/t/one', 'x/t/three', 'x/t/two']);
    expect(s3.objects.get('x/t/big')?.size).toBe(200 * MIB);
    expect(sentPuts().sort()).toEqual(['x/t/three', 'x/t/two']);
    expect(s3.sent.filter(url => url.startsWith('create'))).toEqual([]);
    expect(s3.sent.filter(url => url.startsWith('part '))).toHaveLength(15);
  });

  it('a file that arrived just before is not sent again', async () => {
    await interrupt();
    s3.objects.set('x/t/two', { size: 2, modified: 'just before' });
    await engine.add(files(), '');
    await stage('finished');
    expect(sentPuts()).toEqual(['x/t/three']);
    expect(engine.snapshot().counts.done).toBeGreaterThanOrEqual(3);
  });

  it('another file with the same name is asked about', async () => {
    await interrupt();
    s3.objects.set('x/t/two', { size: 99, modified: 'just before' });
    const added = engine.add(files(), '');
    await until(() => engine.snapshot().planning === 'asking');
    expect(engine.snapshot().conflicts.map(({ item }) => item.key)).toEqual(['x/t/two']);
    engine.resolveConflicts(() => 'skip');
    await added;
    await stage('finished');
    expect(s3.objects.get('x/t/two')?.size).toBe(99);
  });

  it('new files are taken, and the interrupted upload stays', async () => {
    await interrupt();
    const { missing } = engine.snapshot().counts;
    await engine.add([pickedFile('new/a', 4), pickedFile('new/b', 5)], 'elsewhere/');
    await stage('interrupted');
    await until(() => engine.snapshot().counts.done === 2);
    expect(sentPuts().sort()).toEqual(['elsewhere/new/a', 'elsewhere/new/b']);
    expect(engine.snapshot().counts.missing).toBe(missing);
    expect(engine.snapshot().missing.map(({ key }) => key)).toContain('x/t/big');
    await restored(missing);
  });

  it('new files among the same files are sent into the folder of the interrupted upload', async () => {
    await interrupt();
    await engine.add([...files(), pickedFile('t/new', 9, 10)], 'elsewhere/');
    await stage('finished');
    expect(sentPuts().sort()).toEqual(['x/t/new', 'x/t/three', 'x/t/two']);
  });

  it('a file that changed since it was sent is asked about', async () => {
    await interrupt();
    s3.objects.set('x/t/one', { size: 1, modified: '2026-01-01T00:00:00Z' });
    const changed = pickedFile('t/one', 1, Date.parse('2026-02-01T00:00:00Z'));
    const added = engine.add([...files().filter(({ path }) => path !== 't/one'), changed], '');
    await until(() => engine.snapshot().planning === 'asking');
    expect(engine.snapshot().conflicts.map(({ item }) => item.key)).toEqual(['x/t/one']);
    engine.resolveConflicts(() => 'replace');
    await added;
    await stage('finished');
    expect(sentPuts()).toContain('x/t/one');
  });

  it('a changed file is a new file', async () => {
    await interrupt();
    await engine.add([pickedFile('t/two', 2, 999)], '');
    await stage('interrupted');
    await until(() => s3.objects.has('t/two'));
    expect(sentPuts()).toEqual(['t/two']);
  });

  it('several are restored together', async () => {
    await interrupt();
    const before = engine.snapshot().counts.missing;
    s3.override = () => new Promise(() => undefined);
    engine = newEngine();
    void engine.add([pickedFile('second', 3)], 'y/');
    await until(() => engine.snapshot().counts.sending === 1);
    s3.override = () => undefined;
    engine = newEngine();
    await engine.restore();
    expect(engine.snapshot().counts.missing).toBe(before + 1);
    await engine.add([pickedFile('second', 3)], '');
    await until(() => s3.objects.has('y/second'));
    await restored(before);
  });

  it('cancelling new files keeps it', async () => {
    await interrupt();
    const { missing } = engine.snapshot().counts;
    s3.override = () => new Promise(() => undefined);
    void engine.add([pickedFile('new', 4)], 'elsewhere/');
    await until(() => engine.snapshot().counts.sending === 1);
    await engine.cancel();
    expect(engine.snapshot()).toMatchObject({ stage: 'interrupted', counts: { missing, cancelled: 1 } });
    expect(s3.uploads.size).toBe(1);
  });

  it('discarding it does not stop new files', async () => {
    await interrupt();
    let release: () => void = () => undefined;
    s3.override = ({ to }) =>
      to.url.startsWith('put')
        ? new Promise(resolve => {
            release = () => {
              s3.override = () => undefined;
              resolve(errorResponse(503, 'SlowDown'));
            };
          })
        : undefined;
    void engine.add([pickedFile('new', 4)], 'elsewhere/');
    await until(() => engine.snapshot().counts.sending === 1);
    await engine.discard();
    expect(engine.snapshot()).toMatchObject({ stage: 'running', counts: { missing: 0 } });
    expect(s3.uploads.size).toBe(0);
    release();
    await stage('finished');
    expect(s3.objects.has('elsewhere/new')).toBe(true);
  });

  it('files picked without their folder match by their name', async () => {
    await interrupt();
    await engine.add([pickedFile('two', 2, 7)], '');
    await stage('interrupted');
    await until(() => s3.objects.has('x/t/two'));
    expect(engine.snapshot().counts.missing).toBeGreaterThanOrEqual(2);
  });

  it('a finished upload leaves nothing to restore', async () => {
    await engine.add([pickedFile('a')], '');
    await stage('finished');
    engine = newEngine();
    await engine.restore();
    expect(engine.snapshot().stage).toBe('idle');
  });

  it('discarded, it is removed from the journal and from S3', async () => {
    await interrupt();
    await engine.discard();
    expect(engine.snapshot().stage).toBe('idle');
    expect(s3.uploads.size).toBe(0);
    engine = newEngine();
    await engine.restore();
    expect(engine.snapshot().stage).toBe('idle');
  });

  it('another bucket does not restore it', async () => {
    await interrupt();
    const journal = new BrowserJournal();
    const other = new UploadEngine({ usecase: 'demo', bucket: 'other', signer: s3, send: s3.send, journal, clock });
    await other.restore();
    expect(other.snapshot().stage).toBe('idle');
  });
});

describe('silence', () => {
  it('is told after three seconds, until bytes are sent again', async () => {
    let progress: (bytes: number) => void = () => undefined;
    s3.override = request => {
      progress = bytes => request.onProgress?.(bytes);
      return new Promise(() => undefined);
    };
    void engine.add([pickedFile('a', 1000)], '');
    await until(() => engine.snapshot().counts.sending === 1);
    expect(engine.snapshot().stalled).toBe(false);
    clock.time += 2999;
    progress(0);
    await until(() => engine.snapshot().elapsedMs >= 2999);
    expect(engine.snapshot().stalled).toBe(false);
    clock.time += 1;
    await until(() => engine.snapshot().stalled);
    progress(10);
    await until(() => !engine.snapshot().stalled);
  });
});
