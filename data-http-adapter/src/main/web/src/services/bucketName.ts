// The rules of BucketName and CreateBucket in data-core, each with an error message.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
const RESERVED_PREFIXES = ['xn--', 'sthree-', 'amzn-s3-demo-'];
const RESERVED_SUFFIXES = ['-s3alias', '--ol-s3', '.mrap', '--x-s3', '--table-s3'];

/** The error message for the name of a bucket; undefined if it is valid. */
export function bucketNameError(name: string): string | undefined {
  return syntaxError(name) ?? reservedError(name);
}

/** The error message for the name of a new bucket; undefined if it is valid. */
export function newBucketNameError(name: string): string | undefined {
  return (
    bucketNameError(name) ??
    (name.endsWith('-an') ? 'Must not end with -an, which S3 keeps for account regional namespaces.' : undefined)
  );
}

/** The warning for a valid name that has a disadvantage. */
export function bucketNameWarning(name: string): string | undefined {
  return name.includes('.')
    ? "A name with dots works, but S3's certificate does not cover it: uploads then use the slower path-style address."
    : undefined;
}

function syntaxError(name: string): string | undefined {
  if (name === '') {
    return 'Enter a name.';
  }
  if (/[A-Z]/.test(name)) {
    return 'Must not have capital letters: use a-z.';
  }
  if (/[^a-z0-9.-]/.test(name)) {
    return 'Must have only letters a-z, digits, dots and hyphens.';
  }
  if (name.length < 3 || name.length > 63) {
    return `Must be 3 to 63 characters long; this is ${name.length}.`;
  }
  if (!/^[a-z0-9]/.test(name) || !/[a-z0-9]$/.test(name)) {
    return 'Must begin and end with a letter or digit.';
  }
  if (name.includes('..')) {
    return 'Must not contain two dots in a row.';
  }
  return /^\d{1,3}(\.\d{1,3}){3}$/.test(name) ? 'Must not be formed like an IP address.' : undefined;
}

function reservedError(name: string): string | undefined {
  const prefix = RESERVED_PREFIXES.find(each => name.startsWith(each));
  if (prefix !== undefined) {
    return `Must not begin with ${prefix}, which S3 reserves.`;
  }
  const suffix = RESERVED_SUFFIXES.find(each => name.endsWith(each));
  return suffix === undefined ? undefined : `Must not end with ${suffix}, which S3 reserves.`;
}
