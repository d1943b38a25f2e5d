import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import ContentLayout from '@cloudscape-design/components/content-layout';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { lazy, Suspense, useCallback, useState } from 'react';
import type { PageRequest } from '../services/api';
import { unwritableReason } from '../services/folderPath';
import { usePageContext } from '../shared/pageContext';
import { type FolderRoute, titleOf } from '../shared/route';
import { EmptyState } from './EmptyState';
import { folderRowsOf } from './folderRows';
import { FolderTable } from './FolderTable';
import { Heading } from './Heading';
import { usePageSize } from './ListPagination';
import { RouteProblem } from './RouteProblem';
import { useListing } from './useListing';
import { useRefreshOnChange } from './useRefreshOnChange';

const CreateFolderModal = lazy(() => import('../create/CreateFolderModal'));
const GoToFolderModal = lazy(() => import('./GoToFolderModal'));

interface FolderViewProps {
  route: FolderRoute;
  /**
   * Grows with every change that another part of the page makes to the bucket. The view then loads the folder again.
   */
  version: number;
  onUpload: () => void;
}

/** The folders and files of one folder. */
export function FolderView({ route, version, onUpload }: FolderViewProps) {
  const { api } = usePageContext();
  const { usecase, bucket, prefix } = route;
  const [size] = usePageSize();
  const [dialog, setDialog] = useState<'folder' | 'go'>();
  const load = useCallback(
    async (page: PageRequest, signal: AbortSignal) => {
      const folder = await api.folder(usecase, bucket, prefix, page, signal);
      return { data: folderRowsOf(folder, usecase), nextToken: folder.next_token };
    },
    [api, usecase, bucket, prefix],
  );
  const listing = useListing(load, size);
  useRefreshOnChange(version, listing.refresh);
  const uri = `s3://${bucket}/${prefix}`;
  const close = () => {
    setDialog(undefined);
  };
  const isListed = (path: string) => listing.data?.some(row => row.route !== undefined && row.path === path) ?? false;
  const unwritable = unwritableReason(prefix);
  const unavailable = listing.problem !== undefined && listing.data === undefined;

  return (
    <ContentLayout
      header={
        <Heading
          description={
            <CopyToClipboard
              variant="inline"
              textToCopy={uri}
              copyButtonAriaLabel="Copy the S3 URI"
              copySuccessText="S3 URI copied"
              copyErrorText="The S3 URI could not be copied"
              textToDisplay={uri}
            />
          }
        >
          {titleOf(route)}
        </Heading>
      }
    >
      <SpaceBetween size="l">
        {listing.problem && <RouteProblem problem={listing.problem} route={route} retry={listing.refresh} />}
        {unwritable !== undefined && <UnwritableFolder reason={unwritable} />}
        {!unavailable && (
          <FolderTable
            listing={listing}
            empty={unwritable === undefined ? <EmptyFolder onUpload={onUpload} /> : <EmptyUnwritableFolder />}
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                <Button
                  iconName="refresh"
                  ariaLabel="Refresh the folder"
                  loading={listing.loading}
                  loadingText="Loading the folder"
                  onClick={listing.refresh}
                />
                <Button
                  onClick={() => {
                    setDialog('go');
                  }}
                >
                  Go to folder
                </Button>
                {unwritable === undefined && (
                  <Button
                    onClick={() => {
                      setDialog('folder');
                    }}
                  >
                    Create folder
                  </Button>
                )}
                {unwritable === undefined && (
                  <Button variant="primary" onClick={onUpload}>
                    Upload
                  </Button>
                )}
              </SpaceBetween>
            }
          />
        )}
      </SpaceBetween>
      <Suspense fallback={null}>
        {dialog === 'folder' && (
          <CreateFolderModal route={route} isListed={isListed} onDone={listing.refresh} onClose={close} />
        )}
        {dialog === 'go' && <GoToFolderModal route={route} onClose={close} />}
      </Suspense>
    </ContentLayout>
  );
}

function EmptyFolder({ onUpload }: { onUpload: () => void }) {
  return (
    <EmptyState title="Nothing in this folder" action={<Button onClick={onUpload}>Upload files</Button>}>
      Upload files or whole folders into it, or create a folder.
    </EmptyState>
  );
}

function EmptyUnwritableFolder() {
  return <EmptyState title="Nothing in this folder">Another program may have deleted what was in it.</EmptyState>;
}

function UnwritableFolder({ reason }: { reason: string }) {
  return (
    <Alert type="info" header="Nothing can be created in this folder">
      Its path has {reason}. Another program made it. You can open what is in it. Upload files and create folders
      elsewhere.
    </Alert>
  );
}
