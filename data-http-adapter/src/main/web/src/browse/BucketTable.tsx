import { useCollection } from '@cloudscape-design/collection-hooks';
import Badge from '@cloudscape-design/components/badge';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import TextFilter from '@cloudscape-design/components/text-filter';
import { type ReactNode, useMemo } from 'react';
import type { BucketItem } from '../services/api';
import { pluralize } from '../services/format';
import { Time } from '../shared/Time';
import { EmptyState } from './EmptyState';
import { ListPagination, ListPreferences } from './ListPagination';
import { RouteLink } from './RouteLink';
import type { Listing } from './useListing';

interface BucketTableProps {
  usecase: string;
  listing: Listing<BucketItem[]>;
  emptyAction: ReactNode;
  actions: ReactNode;
}

/** The buckets of one page of the listing. Sorting and filtering apply to that page only. */
export function BucketTable({ usecase, listing, emptyAction, actions }: BucketTableProps) {
  const rows = listing.data ?? [];
  const paged = listing.pagination.tokens.length > 1;
  const columns = useMemo(() => columnsOf(usecase), [usecase]);
  const collection = useCollection(rows, {
    filtering: {
      fields: ['name', 'region'],
      empty: (
        <EmptyState title="No buckets" action={emptyAction}>
          The data account has no bucket yet. Create the first one.
        </EmptyState>
      ),
      noMatch: (
        <EmptyState title="No matches" action={<Button onClick={clear}>Clear filter</Button>}>
          No bucket{paged ? ' on this page' : ''} has this text in its name or region.
        </EmptyState>
      ),
    },
    sorting: { defaultState: { sortingColumn: { sortingField: 'name' } } },
  });
  function clear() {
    collection.actions.setFiltering('');
  }
  return (
    <Table
      {...collection.collectionProps}
      items={collection.items}
      columnDefinitions={columns}
      trackBy="name"
      loading={listing.loading && listing.data === undefined}
      loadingText="Loading the buckets"
      enableKeyboardNavigation
      ariaLabels={{ tableLabel: 'Buckets' }}
      renderAriaLive={() => pluralize(rows.length, 'bucket')}
      header={
        <Header {...(listing.data && { counter: `(${rows.length}${paged ? ' on this page' : ''})` })} actions={actions}>
          Buckets
        </Header>
      }
      filter={
        <TextFilter
          {...collection.filterProps}
          filteringAriaLabel="Filter buckets"
          filteringPlaceholder={paged ? 'Find buckets on this page' : 'Find buckets by name or region'}
          countText={pluralize(collection.filteredItemsCount ?? 0, 'match', 'matches')}
        />
      }
      pagination={<ListPagination listing={listing} what="buckets" />}
      preferences={<ListPreferences />}
    />
  );
}

function columnsOf(usecase: string): TableProps.ColumnDefinition<BucketItem>[] {
  return [
    {
      id: 'name',
      header: 'Name',
      sortingField: 'name',
      isRowHeader: true,
      minWidth: 200,
      cell: bucket => (
        <SpaceBetween direction="horizontal" size="xs">
          <RouteLink to={{ kind: 'folder', usecase, bucket: bucket.name, prefix: '' }}>{bucket.name}</RouteLink>
          {bucket.is_configured && <Badge color="blue">Data bucket</Badge>}
        </SpaceBetween>
      ),
    },
    { id: 'region', header: 'Region', sortingField: 'region', minWidth: 120, cell: bucket => bucket.region },
    {
      id: 'created',
      header: 'Created',
      sortingField: 'creation_date',
      minWidth: 180,
      cell: bucket => <Time at={bucket.creation_date} />,
    },
  ];
}
