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

/**
 * What an existing folder has in its path, so that nothing can be created in it; undefined if files and folders can be.
 * Only another program can have created such a folder.
 */
export function unwritableReason(prefix: string): string | undefined {
  const violation = prefix === '' ? undefined : keyViolation(prefix.slice(0, -1), prefix);
  switch (violation) {
    case undefined:
      return undefined;
    case 'controlCharacter':
      return 'control characters';
    case 'loneSurrogate':
      return 'half of a surrogate pair';
    case 'noncharacter':
      return 'code points that are no characters';
    case 'tooLong':
      return 'more than 1,024 bytes';
    case 'emptySegment':
      return 'an empty segment';
    default:
      return `a segment "${violation}"`;
  }
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
