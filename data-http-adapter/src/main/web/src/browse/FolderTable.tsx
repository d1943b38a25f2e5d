import { useCollection } from '@cloudscape-design/collection-hooks';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Icon from '@cloudscape-design/components/icon';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import TextFilter from '@cloudscape-design/components/text-filter';
import type { ReactNode } from 'react';
import { compareNames, exactSize, humanSize, pluralize } from '../services/format';
import { Time } from '../shared/Time';
import { browseTexts } from '../texts/browse';
import { EmptyState } from './EmptyState';
import { folderCount, type FolderRow } from './folderRows';
import { ListPagination, ListPreferences } from './ListPagination';
import { RouteLink } from './RouteLink';
import type { Listing } from './useListing';

interface FolderTableProps {
  listing: Listing<FolderRow[]>;
  empty: ReactNode;
  actions: ReactNode;
}

/** The folders and files of one page of the listing. Sorting and filtering apply to that page only, and the table says so. */
export function FolderTable({ listing, empty, actions }: FolderTableProps) {
  const rows = listing.data ?? [];
  const paged = listing.pagination.tokens.length > 1;
  const collection = useCollection(rows, {
    filtering: { fields: ['name'], empty, noMatch: <NoMatch paged={paged} clear={clear} /> },
    sorting: { defaultState: { sortingColumn: NAME } },
  });
  function clear() {
    collection.actions.setFiltering('');
  }
  return (
    <Table
      {...collection.collectionProps}
      items={collection.items}
      columnDefinitions={COLUMNS}
      trackBy="path"
      loading={listing.loading && listing.data === undefined}
      loadingText="Loading the folder"
      enableKeyboardNavigation
      stickyHeader
      resizableColumns
      ariaLabels={{ tableLabel: 'Objects', resizerRoleDescription: 'Column width' }}
      renderAriaLive={() => announcement(rows, listing)}
      header={
        <Header
          {...(listing.data && { counter: `(${rows.length.toLocaleString('en')}${paged ? ' on this page' : ''})` })}
          {...(paged && { description: browseTexts.sortedWithinPage })}
          actions={actions}
        >
          Objects
        </Header>
      }
      filter={
        <TextFilter
          {...collection.filterProps}
          filteringAriaLabel={paged ? 'Filter this page by name' : 'Filter by name'}
          filteringPlaceholder={paged ? 'Find by name on this page' : 'Find by name'}
          countText={pluralize(collection.filteredItemsCount ?? 0, 'match', 'matches') + (paged ? ' on this page' : '')}
        />
      }
      pagination={<ListPagination listing={listing} what="objects" />}
      preferences={<ListPreferences />}
    />
  );
}

function announcement(rows: FolderRow[], { pagination }: Listing<FolderRow[]>): string {
  const folders = folderCount(rows);
  const page = pagination.tokens.length > 1 ? `Page ${pagination.current}: ` : '';
  return `${page}${pluralize(folders, 'folder')} and ${pluralize(rows.length - folders, 'file')}`;
}

function NoMatch({ paged, clear }: { paged: boolean; clear: () => void }) {
  return (
    <EmptyState title="No matches" action={<Button onClick={clear}>Clear filter</Button>}>
      {paged
        ? 'No name on this page has this text. The filter does not search other pages: open them, or go to a folder by its path.'
        : 'No name in this folder has this text.'}
    </EmptyState>
  );
}

const NAME: TableProps.ColumnDefinition<FolderRow> = {
  id: 'name',
  header: 'Name',
  sortingComparator: (a, b) => rank(a) - rank(b) || compareNames(a.name, b.name),
  isRowHeader: true,
  width: 420,
  minWidth: 180,
  cell: row =>
    row.route ? (
      <RouteLink to={row.route}>
        <Icon name="folder" /> {row.name}
      </RouteLink>
    ) : (
      <>
        <Icon name="file" /> {row.name}
      </>
    ),
};

const COLUMNS: TableProps.ColumnDefinition<FolderRow>[] = [
  NAME,
  { id: 'type', header: 'Type', sortingField: 'type', width: 110, minWidth: 90, cell: row => row.type },
  {
    id: 'size',
    header: 'Size',
    sortingField: 'size',
    width: 120,
    minWidth: 100,
    cell: row =>
      row.size === undefined ? '-' : <ExactValue shown={humanSize(row.size)} exact={exactSize(row.size)} />,
  },
  {
    id: 'modified',
    header: 'Last modified',
    sortingField: 'modified',
    width: 260,
    minWidth: 200,
    cell: row => (row.modified === undefined ? '-' : <Time at={row.modified} />),
  },
];

/** A short text. The tooltip and the screen reader have the exact value. */
function ExactValue({ shown, exact }: { shown: string; exact: string }) {
  return (
    <span title={exact}>
      <span aria-hidden="true">{shown}</span>
      <span className="for-readers">{exact}</span>
    </span>
  );
}

function rank(row: FolderRow): number {
  return row.route ? 0 : 1;
}
