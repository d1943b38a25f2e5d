import type { BucketWish } from '../services/api';
import { newBucketNameError } from './bucketName';
import { regionError } from './regions';

/** The fields of the form as they are typed. */
export interface BucketFields {
  name: string;
  region: string;
  versioning: boolean;
  encryption: 'AES256' | 'aws:kms';
  kmsKey: string;
}

export const EMPTY_BUCKET: BucketFields = {
  name: '',
  region: 'us-east-1',
  versioning: true,
  encryption: 'AES256',
  kmsKey: '',
};

const KMS_KEY = /^[A-Za-z0-9:/_-]{1,2048}$/; // as data-core's Encryption has it

export function bucketErrors(fields: BucketFields) {
  const badKey = fields.encryption === 'aws:kms' && fields.kmsKey !== '' && !KMS_KEY.test(fields.kmsKey);
  return {
    name: newBucketNameError(fields.name),
    region: regionError(fields.region),
    kmsKey: badKey ? 'Must be the id, ARN or alias of a KMS key.' : undefined,
  };
}

export function wishOf(fields: BucketFields): BucketWish {
  const withKey = fields.encryption === 'aws:kms' && fields.kmsKey !== '';
  return {
    bucket_name: fields.name,
    region: fields.region,
    enable_versioning: fields.versioning,
    encryption: fields.encryption,
    ...(withKey ? { kms_key_id: fields.kmsKey } : {}),
  };
}
