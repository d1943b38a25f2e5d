import { describe, expect, it } from 'vitest';
import { dataAccountErrors, type DataAccountFields, toConfigureRequest, toFields } from './dataAccountFields';

const EMPTY: DataAccountFields = { option: 'A', accountId: '', roleArn: '', externalId: '', bucket: '', prefix: '' };
const SEPARATE: DataAccountFields = {
  option: 'B',
  accountId: '222222222222',
  roleArn: 'arn:aws:iam::222222222222:role/path/Data',
  externalId: 'ex-1',
  bucket: 'data-bucket',
  prefix: 'datasets/',
};

describe('fieldsOf', () => {
  const usecase = { usecase_id: 'demo', name: 'Demo', account_id: '111111111111', created_at: '', updated_at: '' };

  it('nothingSet_isEmpty', () => {
    expect(toFields(usecase)).toEqual(EMPTY);
  });

  it('separateAccount_isOptionB', () => {
    expect(toFields({ ...usecase, data_account_id: '222222222222' }).option).toBe('B');
    expect(toFields({ ...usecase, data_account_id: '111111111111' }).option).toBe('A');
  });
});

describe('dataAccountErrors', () => {
  it.each([EMPTY, SEPARATE, { ...EMPTY, accountId: 'left over' }, { ...EMPTY, prefix: 'a/b' }])(
    'valid_hasNone',
    fields => {
      expect(dataAccountErrors(fields)).toEqual({});
    },
  );

  it('emptyOptionB_namesAccountAndRole', () => {
    expect(Object.keys(dataAccountErrors({ ...EMPTY, option: 'B' }))).toEqual(['accountId', 'roleArn']);
  });

  it.each<[keyof DataAccountFields, string, string]>([
    ['accountId', '22222222222', '12 digits'],
    ['accountId', '22222222222２', '12 digits'],
    ['roleArn', 'arn:aws:iam::222222222222:root', 'ARN of an IAM role'],
    ['roleArn', 'arn:aws:iam::222222222222:user/Data', 'ARN of an IAM role'],
    ['roleArn', 'arn:aws:iam::333333333333:role/Data', 'make them the same'],
    ['externalId', 'x', '2 to 1,224'],
    ['externalId', 'a b', '2 to 1,224'],
    ['bucket', 'Data', 'capital'],
    ['prefix', '/a', 'slash'],
    ['prefix', 'a//b', 'empty segment'],
  ])('%s_%s_isRefused', (field, value, sentence) => {
    const errors = dataAccountErrors({ ...SEPARATE, [field]: value });
    expect(errors[field]).toContain(sentence);
    expect(Object.keys(errors)).toEqual([field]);
  });
});

describe('changeOf', () => {
  it('nothingChanged_isEmpty', () => {
    expect(toConfigureRequest(SEPARATE, { ...SEPARATE, prefix: 'datasets' })).toEqual({});
  });

  it('onlyWhatChanged_isSent', () => {
    expect(toConfigureRequest(SEPARATE, { ...SEPARATE, bucket: 'other', prefix: '' })).toEqual({
      data_s3_bucket: 'other',
      data_s3_prefix: null,
    });
  });

  it('backToOptionA_clearsTheSeparateAccount', () => {
    expect(toConfigureRequest(SEPARATE, { ...SEPARATE, option: 'A' })).toEqual({
      data_account_id: null,
      data_account_role_arn: null,
      data_account_external_id: null,
    });
  });

  it('toOptionB_setsAllThree', () => {
    expect(toConfigureRequest(EMPTY, SEPARATE)).toEqual({
      data_account_id: '222222222222',
      data_account_role_arn: 'arn:aws:iam::222222222222:role/path/Data',
      data_account_external_id: 'ex-1',
      data_s3_bucket: 'data-bucket',
      data_s3_prefix: 'datasets/',
    });
  });
});
