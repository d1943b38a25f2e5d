import { useCollection } from '@cloudscape-design/collection-hooks';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Pagination from '@cloudscape-design/components/pagination';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import TextFilter from '@cloudscape-design/components/text-filter';
import { useCallback } from 'react';
import type { Usecase } from '../services/api';
import { pluralize } from '../services/format';
import { usePageContext } from '../shared/pageContext';
import { HOME } from '../shared/route';
import { type DataLocation, dataLocationOf } from './dataLocation';
import { EmptyState } from './EmptyState';
import { Heading } from './Heading';
import { loadUsecases } from './loadUsecases';
import { RoleOf } from './RoleOf';
import { RouteButton } from './RouteButton';
import { RouteLink } from './RouteLink';
import { RouteProblem } from './RouteProblem';
import { UsecaseStatus } from './UsecaseStatus';
import { useListing } from './useListing';

interface UsecaseRow extends DataLocation {
  id: string;
  name: string;
  optionText: string;
}

const PAGE_SIZE = 100;

/** The list of use cases, each with the location of its data. */
export function UsecasesView() {
  const { api } = usePageContext();
  const load = useCallback(
    async (_: unknown, signal: AbortSignal) => {
      const { usecases, complete, superUser } = await loadUsecases(api, signal);
      return { data: { rows: usecases.map(toRow), complete, superUser }, nextToken: undefined };
    },
    [api],
  );
  const listing = useListing(load, 1);
  return (
    <ContentLayout
      header={
        <Heading
          {...(listing.data && { counter: `(${listing.data.rows.length})` })}
          description="Choose a use case to browse or upload its data."
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button
                iconName="refresh"
                ariaLabel="Refresh the use cases"
                loading={listing.loading}
                onClick={listing.refresh}
              />
              {listing.data?.superUser && (
                <RouteButton to={{ kind: 'audit', usecase: undefined }}>Audit log</RouteButton>
              )}
            </SpaceBetween>
          }
        >
          Use cases
        </Heading>
      }
    >
      <SpaceBetween size="l">
        {listing.problem && <RouteProblem problem={listing.problem} route={HOME} retry={listing.refresh} />}
        {listing.data?.complete === false && (
          <Alert type="info">
            Only the first {pluralize(listing.data.rows.length, 'use case')} are loaded. Open another one by its
            address, with its id.
          </Alert>
        )}
        {(listing.problem === undefined || listing.data !== undefined) && (
          <UsecaseTable rows={listing.data?.rows} loading={listing.loading} />
        )}
      </SpaceBetween>
    </ContentLayout>
  );
}

function UsecaseTable({ rows, loading }: { rows: UsecaseRow[] | undefined; loading: boolean }) {
  const { items, collectionProps, filterProps, paginationProps, filteredItemsCount, actions } = useCollection(
    rows ?? [],
    {
      filtering: {
        fields: ['id', 'name', 'account', 'role', 'bucket', 'optionText'],
        empty: (
          <EmptyState title="No use cases">
            There is none yet, or none that you have a role in. Ask a portal administrator to create one or to give you
            a role.
          </EmptyState>
        ),
        noMatch: (
          <EmptyState title="No matches" action={<Button onClick={clear}>Clear filter</Button>}>
            No use case has this text in its name, account, role or bucket.
          </EmptyState>
        ),
      },
      sorting: { defaultState: { sortingColumn: { sortingField: 'name' } } },
      pagination: { pageSize: PAGE_SIZE },
    },
  );
  function clear() {
    actions.setFiltering('');
  }
  return (
    <Table
      {...collectionProps}
      items={items}
      columnDefinitions={COLUMNS}
      trackBy="id"
      loading={loading && rows === undefined}
      loadingText="Loading the use cases"
      wrapLines
      enableKeyboardNavigation
      ariaLabels={{ tableLabel: 'Use cases' }}
      renderAriaLive={({ totalItemsCount }) => pluralize(totalItemsCount ?? items.length, 'use case')}
      filter={
        <TextFilter
          {...filterProps}
          filteringAriaLabel="Filter use cases"
          filteringPlaceholder="Find use cases by name, account, role or bucket"
          countText={pluralize(filteredItemsCount ?? 0, 'match', 'matches')}
        />
      }
      pagination={(rows?.length ?? 0) > PAGE_SIZE && <Pagination {...paginationProps} />}
    />
  );
}

function toRow(usecase: Usecase): UsecaseRow {
  const dataLocation = dataLocationOf(usecase);
  return {
    ...dataLocation,
    id: usecase.usecase_id,
    name: usecase.name,
    optionText: dataLocation.option === 'A' ? 'Option A: own account' : 'Option B: separate account',
  };
}

const COLUMNS: TableProps.ColumnDefinition<UsecaseRow>[] = [
  {
    id: 'name',
    header: 'Use case',
    sortingField: 'name',
    isRowHeader: true,
    minWidth: 180,
    cell: row => (
      <>
        <RouteLink to={{ kind: 'buckets', usecase: row.id }}>{row.name}</RouteLink>
        {row.name !== row.id && (
          <Box variant="small" display="block">
            {row.id}
          </Box>
        )}
      </>
    ),
  },
  { id: 'state', header: 'State', sortingField: 'missing', minWidth: 190, cell: row => <UsecaseStatus {...row} /> },
  {
    id: 'account',
    header: 'Data account',
    sortingField: 'account',
    minWidth: 170,
    cell: row => (
      <>
        {row.account}
        <Box variant="small" display="block">
          {row.optionText}
        </Box>
      </>
    ),
  },
  {
    id: 'role',
    header: 'Role',
    sortingField: 'role',
    minWidth: 220,
    cell: row => <RoleOf role={row.role} />,
  },
  {
    id: 'bucket',
    header: 'Data bucket',
    sortingField: 'bucket',
    minWidth: 160,
    cell: ({ id, bucket, prefix }) =>
      bucket === undefined ? (
        '-'
      ) : (
        <RouteLink to={{ kind: 'folder', usecase: id, bucket, prefix }}>
          {bucket}/{prefix}
        </RouteLink>
      ),
  },
];
