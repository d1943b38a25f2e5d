import type { FolderPage } from '../services/api';
import { fileType } from '../services/format';
import type { Route } from '../shared/route';

/** A folder, which has a route, or a file, which has none. */
export interface FolderRow {
  name: string;
  path: string;
  type: string;
  size: number | undefined;
  modified: string | undefined;
  route: Route | undefined;
}

export function folderRowsOf(page: FolderPage, usecase: string): FolderRow[] {
  const folders = page.folders.map(({ name, path }) => ({
    name,
    path,
    type: 'Folder',
    size: undefined,
    modified: undefined,
    route: { kind: 'folder', usecase, bucket: page.bucket, prefix: path } as const,
  }));
  const files = page.files.map(({ name, key, size, last_modified: modified }) => ({
    name,
    path: key,
    type: fileType(name),
    size,
    modified,
    route: undefined,
  }));
  return [...folders, ...files];
}

export function folderCount(rows: FolderRow[]): number {
  return rows.filter(row => row.route !== undefined).length;
}
