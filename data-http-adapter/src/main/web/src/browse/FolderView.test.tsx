import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { json, renderWithContext } from '../shared/testing';
import { FolderView } from './FolderView';

const CALL = 'GET /demo/data/folders';
const ROUTE = { kind: 'folder', usecase: 'demo', bucket: 'my-bucket', prefix: 'datasets/' as string } as const;
const PAGE = {
  bucket: 'my-bucket',
  prefix: 'datasets/',
  folders: [{ name: 'raw/', path: 'datasets/raw/' }],
  files: [
    { name: 'big.bin', key: 'datasets/big.bin', size: 1536, last_modified: '2024-01-15T10:30:00Z' },
    { name: 'a.jpg', key: 'datasets/a.jpg', size: 7, last_modified: '2024-01-15T10:30:00Z' },
  ],
  is_truncated: false,
};

function open(response: (request: Request) => Response, prefix = ROUTE.prefix) {
  const onUpload = vi.fn();
  const part = <FolderView route={{ ...ROUTE, prefix }} version={0} onUpload={onUpload} />;
  return { onUpload, ...renderWithContext(part, { [CALL]: response }) };
}

async function names(): Promise<(string | undefined)[]> {
  const rows = await screen.findAllByRole('row');
  return rows.slice(1).map(row => within(row).queryByRole('rowheader')?.textContent.trim());
}

describe('FolderView', () => {
  it('folder_showsFoldersThenFilesWithTheirExactSizes', async () => {
    open(() => json(200, PAGE));
    await screen.findByText('a.jpg');
    expect((await names()).slice(-3)).toEqual(['raw/', 'a.jpg', 'big.bin']);
    expect(screen.getByText('1.5 KB')).toBeTruthy();
    expect(screen.getByText('1,536 bytes')).toBeTruthy();
  });

  it('folderLink_navigatesWithoutAPageLoad', async () => {
    const { navigated } = open(() => json(200, PAGE));
    const link = await screen.findByRole('link', { name: 'raw/' });
    expect(link.getAttribute('href')).toBe('/?usecase=demo&bucket=my-bucket&prefix=datasets/raw/');
    await userEvent.click(link);
    expect(navigated).toEqual([{ ...ROUTE, prefix: 'datasets/raw/' }]);
  });

  it('filter_saysThatItSearchesThisPageOnly', async () => {
    open(() => json(200, { ...PAGE, is_truncated: true, next_token: 't' }));
    await screen.findByText('a.jpg');
    await userEvent.type(screen.getByRole('searchbox', { name: 'Filter this page by name' }), 'zzz');
    expect(await screen.findByText(/does not search other pages/)).toBeTruthy();
    expect(screen.getAllByText('0 matches on this page')).not.toEqual([]);
  });

  it('nextPage_isLoadedByItsToken', async () => {
    open(request => {
      const second = new URL(request.url).searchParams.get('page_token') === 't';
      return json(
        200,
        second
          ? { ...PAGE, folders: [], files: [], is_truncated: false }
          : { ...PAGE, is_truncated: true, next_token: 't' },
      );
    });
    await screen.findByText('a.jpg');
    await userEvent.click(screen.getByRole('button', { name: 'Next page' }));
    expect(await screen.findByText('Nothing in this folder')).toBeTruthy();
  });

  it('emptyFolder_offersToUpload', async () => {
    const { onUpload } = open(() => json(200, { ...PAGE, folders: [], files: [] }));
    await userEvent.click(await screen.findByRole('button', { name: 'Upload files' }));
    expect(onUpload).toHaveBeenCalledOnce();
  });

  it.each(['/', 'raw//', 'a/./b/', '..//', '../', 'x/../y/', '\u0001/'])(
    'folder_%j_ofAnotherProgram_isListedAndTakesNoFiles',
    async prefix => {
      const requested: (string | null)[] = [];
      const { navigated } = open(request => {
        requested.push(new URL(request.url).searchParams.get('prefix'));
        return json(200, {
          ...PAGE,
          prefix,
          folders: [
            { name: '/', path: `${prefix}/` },
            { name: '../', path: `${prefix}../` },
          ],
          files: [],
        });
      }, prefix);
      await userEvent.click(await screen.findByRole('link', { name: '../' }));
      await userEvent.click(screen.getByRole('link', { name: '/' }));
      expect(navigated).toEqual([
        { ...ROUTE, prefix: `${prefix}../` },
        { ...ROUTE, prefix: `${prefix}/` },
      ]);
      expect(requested).toEqual([prefix]);
      expect(screen.getByText('Nothing can be created in this folder')).toBeTruthy();
      expect(screen.queryByRole('button', { name: 'Upload' })).toBeNull();
      expect(screen.queryByRole('button', { name: 'Create folder' })).toBeNull();
      expect(screen.getByRole('button', { name: 'Go to folder' })).toBeTruthy();
    },
  );

  it('emptyFolder_ofAnotherProgram_offersNoUpload', async () => {
    open(() => json(200, { ...PAGE, prefix: 'raw//', folders: [], files: [] }), 'raw//');
    expect(await screen.findByText('Nothing in this folder')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Upload files' })).toBeNull();
  });

  it('noSuchBucket_linksToTheBuckets', async () => {
    const { navigated } = open(() =>
      json(404, { code: 'bucket_not_found', title: 'Bucket not found', detail: 'There is none.' }),
    );
    expect((await screen.findByRole('alert')).textContent).toContain('There is none.');
    await userEvent.click(screen.getByRole('link', { name: 'Choose another bucket' }));
    expect(navigated).toEqual([{ kind: 'buckets', usecase: 'demo' }]);
  });

  it('prefixOutsideTheBoundary_leadsToTheDataAccount', async () => {
    const { navigated } = open(() =>
      json(403, { code: 'forbidden', field: 'prefix', title: 'No', detail: 'Out of reach.' }),
    );
    await userEvent.click(await screen.findByRole('link', { name: 'See the data account' }));
    expect(navigated).toEqual([{ kind: 'buckets', usecase: 'demo' }]);
  });

  it('unavailable_canBeTriedAgain', async () => {
    const responses = [json(503, { code: 'unavailable', title: 'Away', detail: 'Try later.' }), json(200, PAGE)];
    open(() => responses.shift() ?? json(500, {}));
    await userEvent.click(await screen.findByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('a.jpg')).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('expiredSignIn_offersToSignInAgain', async () => {
    const { signIn } = open(() =>
      json(401, { code: 'unauthenticated', title: 'Authentication required', detail: 'Sign in.' }),
    );
    await userEvent.click(await screen.findByRole('button', { name: 'Sign in again' }));
    expect(signIn).toHaveBeenCalledOnce();
  });
});
