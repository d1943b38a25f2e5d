const MAX_BYTES = 1024;

/** What data-core's KeyRules refuse in a key, or in a folder's path without its last slash. */
export type KeyFault = 'long' | 'control' | 'halfPair' | 'noncharacter' | 'emptySegment' | '.' | '..';

/** @param whole what counts for the length, if there is more than the segments */
export function keyFault(segments: string, whole = segments): KeyFault | undefined {
  if (/\p{Cc}/u.test(segments)) {
    return 'control';
  }
  if (/\p{Cs}/u.test(segments)) {
    return 'halfPair';
  }
  if (/\p{Noncharacter_Code_Point}/u.test(segments)) {
    return 'noncharacter';
  }
  return utf8Length(whole) > MAX_BYTES
    ? 'long'
    : segments
        .split('/')
        .map(segmentFault)
        .find(fault => fault !== undefined);
}

/** What no key of S3 can be, whoever writes it. */
export function readFault(prefix: string): KeyFault | undefined {
  if (/\p{Cs}/u.test(prefix)) {
    return 'halfPair';
  }
  return utf8Length(prefix) > MAX_BYTES ? 'long' : undefined;
}

export function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length;
}

function segmentFault(segment: string): KeyFault | undefined {
  if (segment === '') {
    return 'emptySegment';
  }
  return segment === '.' || segment === '..' ? segment : undefined;
}
