import { describe, expect, it } from 'vitest';
import { hideTarget, loadTargets, openTarget, saveTargets, uploadFolderOf } from './uploadTargets';

const RAW = { kind: 'folder', usecase: 'demo', bucket: 'b', prefix: 'raw/' } as const;
const ROOT = { ...RAW, prefix: '' };
const ELSEWHERE = { ...RAW, usecase: 'demo-cross' };

describe('uploadTargets', () => {
  it('anotherFolderOfTheBucket_movesItsTarget', () => {
    expect(openTarget(openTarget([], RAW), ROOT)).toEqual([{ route: ROOT, openCount: 2, visible: true }]);
  });

  it('sameBucketOfAnotherUsecase_hasItsOwnTarget', () => {
    expect(openTarget(openTarget([], RAW), ELSEWHERE).map(target => target.route)).toEqual([ELSEWHERE, RAW]);
  });

  it('hidden_staysAndComesBack', () => {
    const targets = hideTarget(openTarget([], RAW), RAW);
    expect(targets).toEqual([{ route: RAW, openCount: 1, visible: false }]);
    expect(openTarget(targets, RAW)).toEqual([{ route: RAW, openCount: 2, visible: true }]);
  });

  it('reload_bringsTheOpenOnesBack', () => {
    saveTargets(hideTarget(openTarget(openTarget([], RAW), ELSEWHERE), RAW), sessionStorage);
    expect(loadTargets(sessionStorage)).toEqual([{ route: ELSEWHERE, openCount: 0, visible: true }]);
  });

  it.each(['/', 'raw//', 'a/./b/', '..//'])('folder_%s_thatAnotherProgramMade_takesNoUploads', prefix => {
    expect(uploadFolderOf({ ...RAW, prefix })).toBeUndefined();
    expect(uploadFolderOf(ROOT)).toEqual(ROOT);
  });

  it.each(['', '7', '{', '["/"]', '[7]', '["http://["]'])('%s_inTheStorage_isNothing', stored => {
    sessionStorage.setItem('data-account.uploads', stored);
    expect(loadTargets(sessionStorage)).toEqual([]);
  });
});
