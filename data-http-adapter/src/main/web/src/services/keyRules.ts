const MAX_BYTES = 1024;

/** What a key, or the path of a folder without its last slash, can violate. Follows KeyRules of data-core. */
export type KeyViolation =
  'tooLong' | 'controlCharacter' | 'loneSurrogate' | 'noncharacter' | 'emptySegment' | '.' | '..';

/** @param fullPath the path whose length is checked, if it is longer than the segments */
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

/** Checks the rules that S3 itself has for every key. */
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
