import { assertNever } from '../services/assertNever';
import { toPrefix } from '../services/prefix';

/**
 * What the page shows: the list of use cases, the buckets of one use case, a folder of a bucket, or the audit log of one
 * use case or, without a use case, of the portal. A prefix ends with a slash. The prefix of the bucket's root is empty.
 */
export type Route =
  | { kind: 'usecases' }
  | { kind: 'buckets'; usecase: string }
  | { kind: 'folder'; usecase: string; bucket: string; prefix: string }
  | { kind: 'audit'; usecase: string | undefined };

export type BucketsRoute = Extract<Route, { kind: 'buckets' }>;
export type FolderRoute = Extract<Route, { kind: 'folder' }>;
export type AuditRoute = Extract<Route, { kind: 'audit' }>;

export const HOME: Route = { kind: 'usecases' };

const AUDIT_VIEW = 'audit';

/**
 * The route in a URL's query. A parameter counts only if the ones above it are there: usecase, bucket, prefix. With
 * view=audit only the use case counts.
 */
export function parseRoute(query: URLSearchParams): Route {
  const usecase = query.get('usecase');
  const bucket = query.get('bucket');
  if (query.get('view') === AUDIT_VIEW) {
    return { kind: 'audit', usecase: usecase || undefined };
  }
  if (!usecase) {
    return HOME;
  }
  if (!bucket) {
    return { kind: 'buckets', usecase };
  }
  return { kind: 'folder', usecase, bucket, prefix: toPrefix(query.get('prefix') ?? '') };
}

/** The URL of a route, without scheme and host. A query may contain slashes, so they stay readable. */
export function hrefOf(route: Route): string {
  const query = queryOf(route).toString();
  return query === '' ? '/' : `/?${query.replaceAll('%2F', '/')}`;
}

function queryOf(route: Route): URLSearchParams {
  switch (route.kind) {
    case 'usecases':
      return new URLSearchParams();
    case 'buckets':
      return new URLSearchParams({ usecase: route.usecase });
    case 'folder': {
      const { usecase, bucket, prefix } = route;
      return new URLSearchParams({ usecase, bucket, ...(prefix === '' ? {} : { prefix }) });
    }
    case 'audit':
      return new URLSearchParams({
        ...(route.usecase === undefined ? {} : { usecase: route.usecase }),
        view: AUDIT_VIEW,
      });
    default:
      return assertNever(route);
  }
}

export interface Breadcrumb {
  text: string;
  route: Route;
}

/** The routes from the list of use cases down to this one. */
export function breadcrumbsOf(route: Route): Breadcrumb[] {
  switch (route.kind) {
    case 'usecases':
      return [{ text: 'Use cases', route: HOME }];
    case 'buckets':
      return [...breadcrumbsOf(HOME), { text: route.usecase, route }];
    case 'folder': {
      const { usecase, bucket, prefix } = route;
      return [...breadcrumbsOf({ kind: 'buckets', usecase }), ...folderBreadcrumbs(usecase, bucket, prefix)];
    }
    case 'audit': {
      const parent: Route = route.usecase === undefined ? HOME : { kind: 'buckets', usecase: route.usecase };
      return [...breadcrumbsOf(parent), { text: 'Audit log', route }];
    }
    default:
      return assertNever(route);
  }
}

function folderBreadcrumbs(usecase: string, bucket: string, prefix: string): Breadcrumb[] {
  const breadcrumbs: Breadcrumb[] = [{ text: bucket, route: { kind: 'folder', usecase, bucket, prefix: '' } }];
  let parent = '';
  for (const segment of segments(prefix)) {
    parent += segment;
    breadcrumbs.push({ text: segment, route: { kind: 'folder', usecase, bucket, prefix: parent } });
  }
  return breadcrumbs;
}

/** The text of the last breadcrumb. */
export function titleOf(route: Route): string {
  return breadcrumbsOf(route).at(-1)?.text ?? '';
}

function segments(prefix: string): string[] {
  return prefix.match(/[^/]*\//g) ?? [];
}
