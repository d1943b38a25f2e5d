// The rules of data-core's Prefix and KeyRules, each with its sentence.
const MAX_BYTES = 1024;

/** What is wrong with the path of a folder below the prefix it is created in, or undefined if nothing is. */
export function folderPathError(path: string, parent = ''): string | undefined {
  if (path === '') {
    return 'Enter a name.';
  }
  if (path.startsWith('/')) {
    return 'Must not begin with a slash: leave it out.';
  }
  const whole = parent + (path.endsWith('/') ? path : `${path}/`);
  return textError(whole) ?? segmentError(whole.slice(0, -1));
}

function textError(whole: string): string | undefined {
  if (/\p{Cc}/u.test(whole)) {
    return 'Must not contain control characters.';
  }
  if (/\p{Cs}/u.test(whole)) {
    return 'Must be valid Unicode, without half of a surrogate pair.';
  }
  const bytes = new TextEncoder().encode(whole).length;
  return bytes > MAX_BYTES
    ? `The whole path must be at most 1,024 bytes as UTF-8; this is ${bytes.toLocaleString('en')}.`
    : undefined;
}

function segmentError(segments: string): string | undefined {
  for (const segment of segments.split('/')) {
    if (segment === '') {
      return 'Must not have an empty segment, as in a//b.';
    }
    if (segment === '.' || segment === '..') {
      return `Must not have a segment "${segment}".`;
    }
  }
  return undefined;
}
