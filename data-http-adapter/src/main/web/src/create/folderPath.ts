import { keyFault, readFault, utf8Length, type KeyFault } from '../services/keyRules';

/** What is wrong with the path of a folder below the prefix it is created in, or undefined if nothing is. */
export function folderPathError(path: string, parent = ''): string | undefined {
  if (path === '') {
    return 'Enter a name.';
  }
  if (path.startsWith('/')) {
    return 'Must not begin with a slash: leave it out.';
  }
  const whole = parent + (path.endsWith('/') ? path : `${path}/`);
  const fault = keyFault(whole.slice(0, -1), whole);
  return fault && sentence(fault, whole);
}

/** What is wrong with the path of a folder that is to be opened: whatever another program has written may be. */
export function openedPathError(path: string): string | undefined {
  const whole = path === '' || path.endsWith('/') ? path : `${path}/`;
  const fault = readFault(whole);
  return fault && sentence(fault, whole);
}

function sentence(fault: KeyFault, whole: string): string {
  switch (fault) {
    case 'control':
      return 'Must not contain control characters.';
    case 'halfPair':
      return 'Must be valid Unicode, without half of a surrogate pair.';
    case 'noncharacter':
      return 'Must not contain code points that are no characters, such as U+FFFF.';
    case 'long':
      return `The whole path must be at most 1,024 bytes as UTF-8; this is ${utf8Length(whole).toLocaleString('en')}.`;
    case 'emptySegment':
      return 'Must not have an empty segment, as in a//b.';
    default:
      return `Must not have a segment "${fault}".`;
  }
}
