const MAX_BYTES = 1024;

/** What data-core's KeyRules refuse in a key, or in a folder's path without its last slash. */
export type KeyViolation =
  'tooLong' | 'controlCharacter' | 'loneSurrogate' | 'noncharacter' | 'emptySegment' | '.' | '..';

/** @param whole what counts for the length, if there is more than the segments */
export function keyViolation(segments: string, fullPath = segments): KeyViolation | undefined {
  if (/\p{Cc}/u.test(segments)) {
    return 'controlCharacter';
  }
  if (/\p{Cs}/u.test(segments)) {
    return 'loneSurrogate';
  }
  if (/\p{Noncharacter_Code_Point}/u.test(segments)) {
    return 'noncharacter';
  }
  return utf8Length(fullPath) > MAX_BYTES
    ? 'tooLong'
    : segments
        .split('/')
        .map(segmentViolation)
        .find(violation => violation !== undefined);
}

/** What no key of S3 can be, whoever writes it. */
export function storedKeyViolation(prefix: string): KeyViolation | undefined {
  if (/\p{Cs}/u.test(prefix)) {
    return 'loneSurrogate';
  }
  return utf8Length(prefix) > MAX_BYTES ? 'tooLong' : undefined;
}

export function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length;
}

function segmentViolation(segment: string): KeyViolation | undefined {
  if (segment === '') {
    return 'emptySegment';
  }
  return segment === '.' || segment === '..' ? segment : undefined;
}
