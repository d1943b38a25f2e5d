import { keyViolation, type KeyViolation, storedKeyViolation, utf8Length } from './keyRules';
import { toPrefix } from './prefix';

/** The error message for the path of a new folder, relative to its parent; undefined if it is valid. */
export function folderPathError(path: string, parent = ''): string | undefined {
  if (path === '') {
    return 'Enter a name.';
  }
  if (path.startsWith('/')) {
    return 'Must not begin with a slash: leave it out.';
  }
  const fullPath = parent + toPrefix(path);
  const violation = keyViolation(fullPath.slice(0, -1), fullPath);
  return violation && messageFor(violation, fullPath);
}

/**
 * The error message for the path of an existing folder; undefined if it is valid. Another program may have created it,
 * so the rules for new folders do not apply.
 */
export function existingPathError(path: string): string | undefined {
  const fullPath = toPrefix(path);
  const violation = storedKeyViolation(fullPath);
  return violation && messageFor(violation, fullPath);
}

function messageFor(violation: KeyViolation, fullPath: string): string {
  switch (violation) {
    case 'controlCharacter':
      return 'Must not contain control characters.';
    case 'loneSurrogate':
      return 'Must be valid Unicode, without half of a surrogate pair.';
    case 'noncharacter':
      return 'Must not contain code points that are no characters, such as U+FFFF.';
    case 'tooLong':
      return `The whole path must be at most 1,024 bytes as UTF-8; this is ${utf8Length(fullPath).toLocaleString('en')}.`;
    case 'emptySegment':
      return 'Must not have an empty segment, as in a//b.';
    default:
      return `Must not have a segment "${violation}".`;
  }
}
