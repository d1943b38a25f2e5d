import { assertNever } from '../services/assertNever';
import { unwritableReason } from '../services/folderPath';
import { type FolderRoute, hrefOf, parseRoute, type Route } from '../shared/route';

/** A folder that the user opened for uploads. There is at most one per bucket, because each bucket has one queue. */
export interface UploadTarget {
  route: FolderRoute;
  /** How often the user opened it since the page was loaded. */
  openCount: number;
  visible: boolean;
}

/** The folder that an upload at this route goes to; undefined if the route takes no uploads. */
export function uploadFolderOf(route: Route): FolderRoute | undefined {
  switch (route.kind) {
    case 'usecases':
    case 'buckets':
    case 'audit':
      return undefined;
    case 'folder':
      return unwritableReason(route.prefix) === undefined ? route : undefined;
    default:
      return assertNever(route);
  }
}

export function openTarget(targets: readonly UploadTarget[], route: FolderRoute): UploadTarget[] {
  const before = targets.find(target => isSameBucket(target.route, route));
  const target = { route, openCount: (before?.openCount ?? 0) + 1, visible: true };
  return before ? targets.map(each => (each === before ? target : each)) : [target, ...targets];
}

export function hideTarget(targets: readonly UploadTarget[], route: FolderRoute): UploadTarget[] {
  return targets.map(each => (isSameBucket(each.route, route) ? { ...each, visible: false } : each));
}

/** The name of the queue of a target. */
export function queueOf({ usecase, bucket }: FolderRoute): string {
  return `${usecase}/${bucket}`;
}

function isSameBucket(a: FolderRoute, b: FolderRoute): boolean {
  return queueOf(a) === queueOf(b);
}

const STORAGE_KEY = 'data-account.uploads';

/** Stores the visible targets, so that a reload of this tab shows them and their interrupted uploads again. */
export function saveTargets(targets: readonly UploadTarget[], storage: Storage): void {
  const hrefs = targets.filter(target => target.visible).map(target => hrefOf(target.route));
  storage.setItem(STORAGE_KEY, JSON.stringify(hrefs));
}

export function loadTargets(storage: Storage): UploadTarget[] {
  try {
    const hrefs: unknown = JSON.parse(storage.getItem(STORAGE_KEY) ?? '[]');
    return Array.isArray(hrefs) ? hrefs.flatMap(targetsAt) : [];
  } catch {
    return []; // another program or version may have stored something else
  }
}

function targetsAt(href: unknown): UploadTarget[] {
  const route = uploadFolderOf(parseRoute(new URL(String(href), 'http://page').searchParams));
  return route === undefined ? [] : [{ route, openCount: 0, visible: true }];
}
