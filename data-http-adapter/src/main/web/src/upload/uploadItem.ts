import { getFileType } from '@uppy/core/utils';

export type ItemState = 'waiting' | 'sending' | 'done' | 'failed' | 'skipped' | 'conflict' | 'missing' | 'cancelled';

/** A file as it was dropped or picked; its path keeps the folders, without a leading slash. */
export interface PickedFile {
  readonly path: string;
  readonly file: File;
}

/** A picked file whose size and time were read, which costs the browser a look at the disk each time. */
export interface PickedFileInfo extends PickedFile {
  readonly size: number;
  readonly modified: number;
}

/** One file on its way. The engine changes it in place: ten thousand of them are not copied for every event. */
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
  /** Gone after a reload until the user picks it again, and once the file is done. */
  file: File | undefined;
  uploadId: string | undefined;
  reason: string | undefined;
  /** An attempt ended without an answer, so S3 may have stored the object. */
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
