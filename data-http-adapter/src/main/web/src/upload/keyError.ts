import { keyViolation, type KeyViolation } from '../services/keyRules';

const SENTENCES: Record<KeyViolation, string> = {
  tooLong: 'Its path is longer than the 1,024 bytes that S3 allows. Shorten the names of its folders.',
  controlCharacter: 'Its name has a control character. Rename the file.',
  loneSurrogate: 'Its name is not valid Unicode. Rename the file.',
  noncharacter: 'Its name has a code point that is no character, such as U+FFFF. Rename the file.',
  emptySegment: 'Its path has a folder without a name. Rename the folder.',
  '.': 'Its path has a part named ".". Rename it.',
  '..': 'Its path has a part named "..". Rename it.',
};

/** The error message for a key that the API would refuse; undefined if it is valid. */
export function keyError(key: string): string | undefined {
  const violation = keyViolation(key);
  return violation && SENTENCES[violation];
}
