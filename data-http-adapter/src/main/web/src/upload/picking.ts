import { getDroppedFiles } from '@uppy/core/utils';
import type { Picked } from './item';

/** The files of an input; a folder's keep their path from the folder's own name on. */
export function fromInput(files: Iterable<File>): Picked[] {
  return Array.from(files, file => ({ file, path: file.webkitRelativePath || file.name }));
}

/** The files and all folders' files of a drop, and how many could not be read. Call it within the event. */
export async function fromDrop(transfer: DataTransfer): Promise<{ picked: Picked[]; unreadable: number }> {
  let unreadable = 0;
  const files = await getDroppedFiles(transfer, {
    logDropError: () => {
      unreadable++;
    },
  });
  const picked = files.map(file => ({ file, path: relative(file) ?? file.name }));
  return { picked, unreadable };
}

function relative(file: File & { relativePath?: string | null }): string | undefined {
  return file.relativePath?.replace(/^\//, '');
}
