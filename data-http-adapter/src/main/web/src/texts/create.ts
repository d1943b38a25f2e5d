const STEPS: Record<string, string> = {
  bucket: 'Bucket',
  tags: 'Tags',
  versioning: 'Versioning',
  encryption: 'Encryption',
  public_access_block: 'Block Public Access',
  ownership: 'Bucket owner enforced',
  secure_transport: 'TLS only',
  lifecycle: 'Cleanup of incomplete uploads',
  cors: 'Uploads from this page (CORS)',
};

const ENCRYPTIONS: Record<string, string> = {
  AES256: 'Amazon S3 managed keys (SSE-S3)',
  'aws:kms': 'AWS KMS keys (SSE-KMS)',
  'aws:kms:dsse': 'Dual-layer AWS KMS keys (DSSE-KMS)',
};

/** Texts of the dialogs that create buckets and folders. */
export const createTexts = {
  bucketCreated: 'Bucket created',
  bucketUpdated: 'Bucket updated',
  bucketExisted: 'Bucket already exists',
  created: (bucket: string) => `Bucket ${bucket} was created.`,
  existed: (bucket: string) => `Bucket ${bucket} already existed. Settings that you left out did not change.`,
  warnings: (count: number) => (count === 1 ? 'One step failed.' : `${count} steps failed.`),
  outcomes: { done: 'done', unchanged: 'no change needed', failed: 'failed' },
  encryption: (algorithm: string, key: string | undefined) => {
    const name = ENCRYPTIONS[algorithm] ?? algorithm;
    return key ? `${name}, ${key}` : name;
  },
  defaultEncryption: 'Amazon S3 managed keys (SSE-S3) for a new bucket. An existing bucket keeps its encryption.',
  bucketKey: 'With an S3 Bucket Key.',
  steps: STEPS,
  folderCreated: (path: string) => `Folder ${path} was created.`,
  folderExisted: (path: string) => `Folder ${path} already exists.`,
} as const;
