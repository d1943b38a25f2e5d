const MIB = 1024 * 1024;
const MAX_PARTS = 1000; // the page size of ListParts
const MAX_PART_BYTES = 5 * 1024 * MIB;
const MIN_PART_BYTES = 8 * MIB;

/** Files larger than this are sent in parts. */
export const MULTIPART_THRESHOLD_BYTES = 64 * MIB;

/** The size of 1,000 parts of the maximum size. */
export const MAX_FILE_BYTES = MAX_PARTS * MAX_PART_BYTES;

export interface Part {
  readonly number: number;
  readonly start: number;
  readonly end: number;
}

/** Divides a file into parts. The same size gives the same parts, so that an upload can be resumed after a reload. */
export function partPlan(size: number): Part[] {
  const bytes = Math.max(MIN_PART_BYTES, Math.ceil(size / MAX_PARTS / MIB) * MIB);
  return Array.from({ length: Math.ceil(size / bytes) }, (_, index) => ({
    number: index + 1,
    start: index * bytes,
    end: Math.min(size, (index + 1) * bytes),
  }));
}
