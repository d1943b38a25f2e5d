import { describe, expect, it } from 'vitest';
import { asked, hidden, remember, remembered } from './uploadTargets';

const RAW = { kind: 'folder', usecase: 'demo', bucket: 'b', prefix: 'raw/' } as const;
const ROOT = { ...RAW, prefix: '' };
const ELSEWHERE = { ...RAW, usecase: 'demo-cross' };

describe('uploadTargets', () => {
  it('anotherFolderOfTheBucket_movesItsTarget', () => {
    expect(asked(asked([], RAW), ROOT)).toEqual([{ place: ROOT, asked: 2, visible: true }]);
  });

  it('sameBucketOfAnotherUsecase_hasItsOwnTarget', () => {
    expect(asked(asked([], RAW), ELSEWHERE).map(target => target.place)).toEqual([ELSEWHERE, RAW]);
  });

  it('hidden_staysAndComesBack', () => {
    const targets = hidden(asked([], RAW), RAW);
    expect(targets).toEqual([{ place: RAW, asked: 1, visible: false }]);
    expect(asked(targets, RAW)).toEqual([{ place: RAW, asked: 2, visible: true }]);
  });

  it('reload_bringsTheOpenOnesBack', () => {
    remember(hidden(asked(asked([], RAW), ELSEWHERE), RAW), sessionStorage);
    expect(remembered(sessionStorage)).toEqual([{ place: ELSEWHERE, asked: 0, visible: true }]);
  });

  it.each(['', '7', '{', '["/"]', '[7]', '["http://["]'])('%s_inTheStorage_isNothing', kept => {
    sessionStorage.setItem('data-account.uploads', kept);
    expect(remembered(sessionStorage)).toEqual([]);
  });
});
