import type { CreateBucketRequest } from '../services/api';
import { newBucketNameError } from '../services/bucketName';
import { regionError } from './regions';

/** The default is AES256 for a new bucket. An existing bucket keeps its encryption by default. */
export type Encryption = 'default' | 'AES256' | 'aws:kms';

/** The values of the fields of the form. */
export interface BucketFields {
  name: string;
  region: string;
  versioning: boolean;
  encryption: Encryption;
  kmsKey: string;
}

export const EMPTY_BUCKET: BucketFields = {
  name: '',
  region: 'us-east-1',
  versioning: true,
  encryption: 'default',
  kmsKey: '',
};

// The patterns of KmsKey in data-core.
const KEY_ID = '(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32})';
const ALIAS = 'alias/(?!aws/)[A-Za-z0-9/_-]{1,250}';
const ARN = 'arn:aws(?:-[a-z]{2,16}(?:-[a-z]{1,16})?)?:kms:[A-Za-z0-9-]{1,63}:[0-9]{12}:';
const KMS_KEY = new RegExp(`^(?:${KEY_ID}|${ALIAS}|${ARN}(?:key/${KEY_ID}|${ALIAS}))$`);
const AWS_MANAGED = /^(?:arn:.*:)?(?:alias\/)?aws\//;

export function bucketErrors(fields: BucketFields) {
  return {
    name: newBucketNameError(fields.name),
    region: regionError(fields.region),
    kmsKey: fields.encryption === 'aws:kms' ? kmsKeyError(fields.kmsKey) : undefined,
  };
}

function kmsKeyError(key: string): string | undefined {
  if (AWS_MANAGED.test(key)) {
    return 'Must be a key of your own, not one that AWS manages: leave it empty to use aws/s3.';
  }
  return key === '' || KMS_KEY.test(key)
    ? undefined
    : 'Must be the id of a KMS key, an alias such as alias/data, or the ARN of either.';
}

/**
 * Contains only the settings that the user chose. An existing bucket keeps its other settings, and a new bucket gets
 * the defaults of the API.
 */
export function toCreateBucketRequest(
  fields: BucketFields,
  touched: ReadonlySet<keyof BucketFields>,
): CreateBucketRequest {
  const { encryption } = fields;
  const withKey = encryption === 'aws:kms' && fields.kmsKey !== '';
  return {
    bucket_name: fields.name,
    ...(touched.has('region') ? { region: fields.region } : {}),
    ...(touched.has('versioning') ? { enable_versioning: fields.versioning } : {}),
    ...(encryption === 'default' ? {} : { encryption }),
    ...(withKey ? { kms_key_id: fields.kmsKey } : {}),
  };
}
