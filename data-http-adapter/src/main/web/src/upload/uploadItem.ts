import { getFileType } from '@uppy/core/utils';

export type ItemState = 'waiting' | 'sending' | 'done' | 'failed' | 'skipped' | 'conflict' | 'missing' | 'cancelled';

/** A file that the user dropped or picked. The path contains the folders and has no leading slash. */
export interface PickedFile {
  readonly path: string;
  readonly file: File;
}

/**
 * A picked file with its size and time. They are stored here because the browser reads them from the disk at each
 * access.
 */
export interface PickedFileInfo extends PickedFile {
  readonly size: number;
  readonly modified: number;
}

/** One file of an upload. It is mutable, because copies of ten thousand items for each event are too slow. */
export interface UploadItem {
  readonly id: number;
  readonly path: string;
  readonly size: number;
  readonly modified: number;
  readonly type: string;
  key: string;
  overwrite: boolean;
  state: ItemState;
  sent: number;
  /** Undefined after a reload until the user picks the file again, and when the file is done. */
  file: File | undefined;
  uploadId: string | undefined;
  reason: string | undefined;
  /** Whether an attempt ended without a response, so that S3 may have stored the object. */
  possiblyStored: boolean;
}

export function toItem(id: number, known: PickedFileInfo, prefix: string): UploadItem {
  const { file, path, size, modified } = known;
  return {
    id,
    path,
    size,
    modified,
    type: getFileType({ type: file.type, name: file.name }),
    key: prefix + path,
    overwrite: false,
    state: 'waiting',
    sent: 0,
    file,
    uploadId: undefined,
    reason: undefined,
    possiblyStored: false,
  };
}

export function folderOf(key: string): string {
  return key.slice(0, key.lastIndexOf('/') + 1);
}

export function nameOf(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1);
}
