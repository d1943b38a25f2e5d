import { getDroppedFiles } from '@uppy/core/utils';
import type { PickedFile } from './uploadItem';

/** The files of an input; a folder's keep their path from the folder's own name on. */
export function pickedFromInput(files: Iterable<File>): PickedFile[] {
  return Array.from(files, file => ({ file, path: file.webkitRelativePath || file.name }));
}

/** The files and all folders' files of a drop, and how many could not be read. Call it within the event. */
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
