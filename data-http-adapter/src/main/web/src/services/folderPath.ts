import { keyFault, readFault, utf8Length, type KeyFault } from './keyRules';

/** The text as a prefix of the API: with a slash at the end, or empty for the root of the bucket. */
export function toPrefix(text: string): string {
  return text === '' || text.endsWith('/') ? text : `${text}/`;
}

/** What is wrong with the path of a folder below the prefix it is created in, or undefined if nothing is. */
export function folderPathError(path: string, parent = ''): string | undefined {
  if (path === '') {
    return 'Enter a name.';
  }
  if (path.startsWith('/')) {
    return 'Must not begin with a slash: leave it out.';
  }
  const fullPath = parent + toPrefix(path);
  const fault = keyFault(fullPath.slice(0, -1), fullPath);
  return fault && sentence(fault, fullPath);
}

/** What is wrong with the path of a folder that is to be opened: whatever another program has written may be. */
export function existingPathError(path: string): string | undefined {
  const fullPath = toPrefix(path);
  const fault = readFault(fullPath);
  return fault && sentence(fault, fullPath);
}

function sentence(fault: KeyFault, fullPath: string): string {
  switch (fault) {
    case 'control':
      return 'Must not contain control characters.';
    case 'halfPair':
      return 'Must be valid Unicode, without half of a surrogate pair.';
    case 'noncharacter':
      return 'Must not contain code points that are no characters, such as U+FFFF.';
    case 'long':
      return `The whole path must be at most 1,024 bytes as UTF-8; this is ${utf8Length(fullPath).toLocaleString('en')}.`;
    case 'emptySegment':
      return 'Must not have an empty segment, as in a//b.';
    default:
      return `Must not have a segment "${fault}".`;
  }
}
