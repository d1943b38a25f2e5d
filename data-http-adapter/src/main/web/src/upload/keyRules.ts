const MAX_BYTES = 1024;
const CONTROL = /\p{Cc}/u;
const HALF_PAIR = /\p{Cs}/u;

/** Why the API would refuse the key, as a sentence; undefined if it would not. */
export function keyFault(key: string): string | undefined {
  if (new TextEncoder().encode(key).length > MAX_BYTES) {
    return 'Its path is longer than the 1,024 bytes that S3 allows. Shorten the names of its folders.';
  }
  if (CONTROL.test(key)) {
    return 'Its name has a control character. Rename the file.';
  }
  if (HALF_PAIR.test(key)) {
    return 'Its name is not valid Unicode. Rename the file.';
  }
  return key.split('/').map(segmentFault).find((fault) => fault !== undefined);
}

function segmentFault(segment: string): string | undefined {
  if (segment === '') {
    return 'Its path has a folder without a name. Rename the folder.';
  }
  return segment === '.' || segment === '..' ? `Its path has a part named "${segment}". Rename it.` : undefined;
}
