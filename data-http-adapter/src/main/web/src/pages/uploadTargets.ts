import { addressOf, placeOf, type Place } from '../browse/place';

type Folder = Extract<Place, { kind: 'folder' }>;

/** A place that the reader asked to upload to; one for each bucket, as each has its own queue. */
export interface Target {
  place: Folder;
  /** Grows each time the reader asks for it. */
  asked: number;
  visible: boolean;
}

export function asked(targets: readonly Target[], place: Folder): Target[] {
  const before = targets.find(target => sameBucket(target.place, place));
  const target = { place, asked: (before?.asked ?? 0) + 1, visible: true };
  return before ? targets.map(each => (each === before ? target : each)) : [target, ...targets];
}

export function hidden(targets: readonly Target[], place: Folder): Target[] {
  return targets.map(each => (sameBucket(each.place, place) ? { ...each, visible: false } : each));
}

/** The name of a target's queue. */
export function queueOf({ usecase, bucket }: Folder): string {
  return `${usecase}/${bucket}`;
}

function sameBucket(a: Folder, b: Folder): boolean {
  return queueOf(a) === queueOf(b);
}

const KEY = 'data-account.uploads';

/** Keeps the open targets for a reload of this tab, so that what it cut off is shown again. */
export function remember(targets: readonly Target[], storage: Storage): void {
  const open = targets.filter(target => target.visible).map(target => addressOf(target.place));
  storage.setItem(KEY, JSON.stringify(open));
}

export function remembered(storage: Storage): Target[] {
  try {
    const addresses: unknown = JSON.parse(storage.getItem(KEY) ?? '[]');
    return Array.isArray(addresses) ? addresses.flatMap(targetOf) : [];
  } catch {
    return []; // what is kept there may be anything
  }
}

function targetOf(address: unknown): Target[] {
  const place = placeOf(new URL(String(address), 'http://page').searchParams);
  return place.kind === 'folder' ? [{ place, asked: 0, visible: true }] : [];
}
