import Button from '@cloudscape-design/components/button';
import ContentLayout from '@cloudscape-design/components/content-layout';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { lazy, Suspense, useCallback, useState } from 'react';
import type { PageRequest } from '../services/api';
import { usePageContext } from '../shared/pageContext';
import type { BucketsRoute } from '../shared/route';
import { BucketTable } from './BucketTable';
import { DataAccountDetails } from './DataAccountDetails';
import { Heading } from './Heading';
import { usePageSize } from './ListPagination';
import { RouteButton } from './RouteButton';
import { RouteProblem } from './RouteProblem';
import { useListing } from './useListing';

const CreateBucketModal = lazy(() => import('../create/CreateBucketModal'));
const ConfigureModal = lazy(() => import('../configure/ConfigureModal'));

/** One use case: the location of its data, and its buckets. */
export function BucketsView({ route }: { route: BucketsRoute }) {
  const { usecase: id } = route;
  const { api } = usePageContext();
  const [size] = usePageSize();
  const [dialog, setDialog] = useState<'bucket' | 'configure'>();
  const loadUsecase = useCallback(
    async (_: unknown, signal: AbortSignal) => ({ data: await api.usecase(id, signal), nextToken: undefined }),
    [api, id],
  );
  const loadBuckets = useCallback(
    async (page: PageRequest, signal: AbortSignal) => {
      const listed = await api.buckets(id, page, signal);
      return { data: listed.buckets, nextToken: listed.next_token };
    },
    [api, id],
  );
  const usecase = useListing(loadUsecase, 1);
  const buckets = useListing(loadBuckets, size);
  const refresh = () => {
    usecase.refresh();
    buckets.refresh();
  };
  const configure = () => {
    setDialog('configure');
  };
  const create = () => {
    setDialog('bucket');
  };
  const close = () => {
    setDialog(undefined);
  };
  const problem = usecase.problem ?? buckets.problem;
  const createButton = <Button onClick={create}>Create bucket</Button>;

  return (
    <ContentLayout
      header={
        <Heading
          description={id}
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <RouteButton to={{ kind: 'audit', usecase: id }}>Audit log</RouteButton>
              <Button disabled={usecase.data === undefined} onClick={configure}>
                Configure data account
              </Button>
            </SpaceBetween>
          }
        >
          {usecase.data?.name ?? id}
        </Heading>
      }
    >
      <SpaceBetween size="l">
        {problem && <RouteProblem problem={problem} route={route} retry={refresh} />}
        {usecase.data && <DataAccountDetails usecase={usecase.data} />}
        {usecase.problem === undefined && (buckets.problem === undefined || buckets.data !== undefined) && (
          <BucketTable
            usecase={id}
            listing={buckets}
            emptyAction={createButton}
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                <Button
                  iconName="refresh"
                  ariaLabel="Refresh the buckets"
                  loading={buckets.loading}
                  loadingText="Loading the buckets"
                  onClick={refresh}
                />
                <Button variant="primary" onClick={create}>
                  Create bucket
                </Button>
              </SpaceBetween>
            }
          />
        )}
      </SpaceBetween>
      <Suspense fallback={null}>
        {dialog === 'bucket' && <CreateBucketModal usecase={id} onDone={refresh} onClose={close} />}
        {dialog === 'configure' && usecase.data && (
          <ConfigureModal usecase={usecase.data} onDone={refresh} onClose={close} />
        )}
      </Suspense>
    </ContentLayout>
  );
}
