import { describe, expect, it } from 'vitest';
import type { Usecase } from '../services/api';
import { dataLocationOf } from './dataLocation';

const OWN = '111111111111';
const DATA = '222222222222';
const PLAIN: Usecase = {
  usecase_id: 'demo',
  name: 'Demo',
  account_id: OWN,
  cross_account_role_arn: `arn:aws:iam::${OWN}:role/Portal`,
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
};
const SEPARATE: Usecase = { ...PLAIN, data_account_id: DATA, data_account_role_arn: `arn:aws:iam::${DATA}:role/Data` };

describe('factsOf', () => {
  it('nothingSet_isOptionAWithoutBucket', () => {
    expect(dataLocationOf(PLAIN)).toEqual({
      option: 'A',
      account: OWN,
      role: PLAIN.cross_account_role_arn,
      bucket: undefined,
      prefix: '',
      missing: 'bucket',
    });
  });

  it('ownBucket_isTheDataBucketUntilAnotherIsSet', () => {
    expect(dataLocationOf({ ...PLAIN, s3_bucket: 'own' })).toMatchObject({ bucket: 'own', missing: 'nothing' });
    expect(dataLocationOf({ ...PLAIN, s3_bucket: 'own', data_s3_bucket: 'data', data_s3_prefix: 'd/' })).toMatchObject({
      bucket: 'data',
      prefix: 'd/',
    });
  });

  it('sameAccountNamed_isOptionA', () => {
    expect(dataLocationOf({ ...PLAIN, data_account_id: OWN }).option).toBe('A');
  });

  it('otherAccount_isOptionBWithItsRole', () => {
    expect(dataLocationOf({ ...SEPARATE, data_s3_bucket: 'data' })).toMatchObject({
      option: 'B',
      account: DATA,
      role: SEPARATE.data_account_role_arn,
      missing: 'nothing',
    });
  });

  it.each<[string, Usecase]>([
    ['no role', { ...PLAIN, data_account_id: DATA }],
    ['root', { ...PLAIN, data_account_id: DATA, data_account_role_arn: `arn:aws:iam::${DATA}:root` }],
    ['role of another account', { ...SEPARATE, data_account_role_arn: `arn:aws:iam::${OWN}:role/Data` }],
    ['role without account', { ...PLAIN, data_account_role_arn: `arn:aws:iam::${DATA}:role/Data` }],
    ['external id without account', { ...PLAIN, data_account_external_id: 'x-y' }],
  ])('%s_isIncompleteAccess', (_, usecase) => {
    expect(dataLocationOf({ ...usecase, data_s3_bucket: 'data' }).missing).toBe('access');
  });

  it('rootOfTheOwnAccount_isNoRole', () => {
    expect(dataLocationOf({ ...PLAIN, cross_account_role_arn: `arn:aws:iam::${OWN}:root` }).role).toBeUndefined();
  });
});
