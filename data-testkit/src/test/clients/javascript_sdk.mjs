// Runs the AWS SDK for JavaScript against the embedded S3. Prints one JSON document.
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsCommand,
  PutObjectCommand,
  S3Client,
  paginateListObjectsV2,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { Readable } from 'node:stream';

const [Bucket] = process.argv.slice(2);
const { S3_ENDPOINT: endpoint, MANY: many } = process.env;
const s3 = new S3Client({ endpoint, forcePathStyle: true, maxAttempts: 1 });
const found = {};

async function keys(input, pageSize = 1000) {
  const all = [];
  for await (const page of paginateListObjectsV2({ client: s3, pageSize }, input)) {
    all.push(...(page.Contents ?? []).map(each => each.Key));
  }
  return all;
}

const text = async Key => (await s3.send(new GetObjectCommand({ Bucket, Key }))).Body.transformToString();

// copy and multipart; a stream is sent in chunks with a checksum in the trailer
await s3.send(new PutObjectCommand({ Bucket, Key: 'a b+c%/ü.txt', Body: 'v', Metadata: { by: 'js' } }));
await s3.send(new PutObjectCommand({ Bucket, Key: 'stream', Body: Readable.from([Buffer.from('streamed')]), ContentLength: 8 }));
found.streamed = await text('stream');
await s3.send(
  new CopyObjectCommand({ Bucket, Key: 'copy', CopySource: `${Bucket}/${encodeURIComponent('a b+c%/ü.txt')}` }),
);
const copy = await s3.send(new HeadObjectCommand({ Bucket, Key: 'copy' }));
found.metadata = copy.Metadata;
const big = new Upload({ client: s3, params: { Bucket, Key: 'big', Body: Buffer.alloc(6 << 20, 'b') } });
await big.done();
const head = await s3.send(new HeadObjectCommand({ Bucket, Key: 'big' }));
found.big = [head.ContentLength, head.ETag.replaceAll('"', '').split('-')[1]];

// listing
found.many = await keys({ Bucket: many });
found.folders = [];
for await (const page of paginateListObjectsV2({ client: s3, pageSize: 7 }, { Bucket: many, Delimiter: '/' })) {
  found.folders.push(...page.CommonPrefixes.map(each => each.Prefix));
}
found.odd = Array.from({ length: 31 }, (_, i) => `boto/a${String.fromCharCode(i + 1)}b.txt`);
for (const Key of found.odd) {
  await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'v' }));
}
found.oddEncoded = await keys({ Bucket, Prefix: 'boto/a', EncodingType: 'url' }, 1);
found.oddPlain = await keys({ Bucket, Prefix: 'boto/a' }, 1);
const v1 = await s3.send(new ListObjectsCommand({ Bucket, Prefix: 'boto/a', EncodingType: 'url' }));
found.oddV1 = v1.Contents.map(each => each.Key);
for (const Key of found.odd) {
  await s3.send(new DeleteObjectCommand({ Bucket, Key }));
}

// presigned requests
const put = await getSignedUrl(s3, new PutObjectCommand({ Bucket, Key: 'presigned', ContentType: 'text/plain' }));
found.put = (await fetch(put, { method: 'PUT', body: new URLSearchParams({ a: 'b' }) })).status;
const get = await getSignedUrl(s3, new GetObjectCommand({ Bucket, Key: 'presigned' }));
found.got = await (await fetch(get)).text();

// delete
const Objects = (await keys({ Bucket })).map(Key => ({ Key }));
found.deleted = (await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }))).Deleted.length;
found.left = await keys({ Bucket });
console.log(JSON.stringify(found));
