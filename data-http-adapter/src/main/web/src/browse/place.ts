/**
 * Where the reader is: the list of use cases, the buckets of one, or a folder in one of its buckets. A prefix is a
 * folder's, ending with a slash, or empty for the root of the bucket.
 */
export type Place =
  | { kind: 'usecases' }
  | { kind: 'buckets'; usecase: string }
  | { kind: 'folder'; usecase: string; bucket: string; prefix: string };

export const HOME: Place = { kind: 'usecases' };

/** The place of an address's query; what it does not name is the place above. */
export function placeOf(query: URLSearchParams): Place {
  const usecase = query.get('usecase');
  const bucket = query.get('bucket');
  if (!usecase) {
    return HOME;
  }
  if (!bucket) {
    return { kind: 'buckets', usecase };
  }
  return { kind: 'folder', usecase, bucket, prefix: asPrefix(query.get('prefix') ?? '') };
}

/** The address of a place, from its path on. Slashes stay readable, as a query may hold them. */
export function addressOf(place: Place): string {
  if (place.kind === 'usecases') {
    return '/';
  }
  const query = new URLSearchParams({ usecase: place.usecase });
  if (place.kind === 'folder') {
    query.set('bucket', place.bucket);
    if (place.prefix !== '') {
      query.set('prefix', place.prefix);
    }
  }
  return `/?${query.toString().replaceAll('%2F', '/')}`;
}

/** The places from the list of use cases down to this one, each with the text of its breadcrumb. */
export function trail(place: Place): { text: string; place: Place }[] {
  const steps: { text: string; place: Place }[] = [{ text: 'Use cases', place: HOME }];
  if (place.kind === 'usecases') {
    return steps;
  }
  const { usecase } = place;
  steps.push({ text: usecase, place: { kind: 'buckets', usecase } });
  if (place.kind === 'folder') {
    const { bucket } = place;
    steps.push({ text: bucket, place: { kind: 'folder', usecase, bucket, prefix: '' } });
    let prefix = '';
    for (const segment of segments(place.prefix)) {
      prefix += segment;
      steps.push({ text: segment, place: { kind: 'folder', usecase, bucket, prefix } });
    }
  }
  return steps;
}

/** The last step of the trail: what the page is about. */
export function titleOf(place: Place): string {
  return trail(place).at(-1)?.text ?? '';
}

/** A prefix with its trailing slash, as the API has it. */
export function asPrefix(text: string): string {
  return text === '' || text.endsWith('/') ? text : `${text}/`;
}

function segments(prefix: string): string[] {
  return prefix.match(/[^/]*\//g) ?? [];
}
