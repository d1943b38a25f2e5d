import { getDroppedFiles } from '@uppy/core/utils';
import type { PickedFile } from './uploadItem';

/** The files of an input. If the user picked a folder, their paths start with the name of the folder. */
export function pickedFromInput(files: Iterable<File>): PickedFile[] {
  return Array.from(files, file => ({ file, path: file.webkitRelativePath || file.name }));
}

/**
 * The files of a drop, with those in its folders, and the number of those that could not be read. Must be called during
 * the event.
 */
export async function pickedFromDrop(transfer: DataTransfer): Promise<{ picked: PickedFile[]; unreadable: number }> {
  let unreadable = 0;
  const files = await getDroppedFiles(transfer, {
    logDropError: () => {
      unreadable++;
    },
  });
  const picked = files.map(file => ({ file, path: pathInDrop(file) ?? file.name }));
  return { picked, unreadable };
}

function pathInDrop(file: File & { relativePath?: string | null }): string | undefined {
  return file.relativePath?.replace(/^\//, '');
}
