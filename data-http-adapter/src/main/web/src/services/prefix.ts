/** Converts a path to a prefix of the API. A prefix ends with a slash. The prefix of the bucket's root is empty. */
export function toPrefix(text: string): string {
  return text === '' || text.endsWith('/') ? text : `${text}/`;
}
