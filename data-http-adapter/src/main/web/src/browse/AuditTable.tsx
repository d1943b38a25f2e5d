import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Link from '@cloudscape-design/components/link';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import { lazy, Suspense, useMemo, useState } from 'react';
import type { AuditEvent } from '../services/api';
import { formatTime, pluralize } from '../services/format';
import { Time } from '../shared/Time';
import { AuditResult } from './AuditResult';
import { EmptyState } from './EmptyState';
import { ListPagination, ListPreferences } from './ListPagination';
import type { Listing } from './useListing';

const AuditEventModal = lazy(() => import('./AuditEventModal'));

interface AuditTableProps {
  listing: Listing<AuditEvent[]>;
  withUsecase: boolean;
  /** Clears the filters; undefined if there are none. */
  onClear: (() => void) | undefined;
}

/** One page of the audit log, newest first. */
export function AuditTable({ listing, withUsecase, onClear }: AuditTableProps) {
  const [shown, setShown] = useState<AuditEvent>();
  const columns = useMemo(() => columnsOf(withUsecase, setShown), [withUsecase]);
  const events = listing.data ?? [];
  const paged = listing.pagination.tokens.length > 1;
  return (
    <>
      <Table
        items={events}
        columnDefinitions={columns}
        trackBy="event_id"
        loading={listing.loading && listing.data === undefined}
        loadingText="Loading the events"
        wrapLines
        enableKeyboardNavigation
        ariaLabels={{ tableLabel: 'Audit log' }}
        renderAriaLive={() => pluralize(events.length, 'event')}
        empty={<NoEvents more={!listing.pagination.endReached} onClear={onClear} />}
        header={
          <Header
            {...(listing.data && { counter: `(${events.length}${paged ? ' on this page' : ''})` })}
            description="Newest first. A new event may appear a moment late."
            actions={
              <Button
                iconName="refresh"
                ariaLabel="Refresh the events"
                loading={listing.loading}
                loadingText="Loading the events"
                onClick={listing.refresh}
              />
            }
          >
            Events
          </Header>
        }
        pagination={<ListPagination listing={listing} what="events" />}
        preferences={<ListPreferences />}
      />
      <Suspense fallback={null}>
        {shown && (
          <AuditEventModal
            event={shown}
            onClose={() => {
              setShown(undefined);
            }}
          />
        )}
      </Suspense>
    </>
  );
}

/** A page can be empty although later pages are not, because one page reads a limited part of the log. */
function NoEvents({ more, onClear }: { more: boolean; onClear: (() => void) | undefined }) {
  const action = onClear && <Button onClick={onClear}>Clear filters</Button>;
  if (more) {
    return (
      <EmptyState title="No matching event on this page" action={action}>
        Older events may match. Go to the next page to search further.
      </EmptyState>
    );
  }
  return onClear ? (
    <EmptyState title="No matches" action={action}>
      No event matches these filters.
    </EmptyState>
  ) : (
    <EmptyState title="No events">
      Nothing was changed, issued or refused yet, or the events are so old that they were deleted.
    </EmptyState>
  );
}

function columnsOf(withUsecase: boolean, show: (event: AuditEvent) => void): TableProps.ColumnDefinition<AuditEvent>[] {
  return [
    {
      id: 'time',
      header: 'Time',
      isRowHeader: true,
      minWidth: 190,
      cell: event => (
        <Link
          variant="primary"
          ariaLabel={`Details of ${event.action ?? 'the event'} at ${formatTime(event.timestamp, 'utc')}`}
          onFollow={() => {
            show(event);
          }}
        >
          <Time at={event.timestamp} />
        </Link>
      ),
    },
    { id: 'user', header: 'User', minWidth: 140, cell: event => event.user_id ?? '-' },
    { id: 'action', header: 'Action', minWidth: 150, cell: event => event.action ?? '-' },
    ...(withUsecase
      ? [{ id: 'usecase', header: 'Use case', minWidth: 130, cell: (event: AuditEvent) => event.usecase_id ?? '-' }]
      : []),
    { id: 'resource', header: 'Resource', minWidth: 200, cell: resourceOf },
    { id: 'result', header: 'Result', minWidth: 120, cell: event => <AuditResult result={event.result} /> },
  ];
}

function resourceOf({ resource_type: type, resource_id: id }: AuditEvent): string {
  return [type, id].filter(Boolean).join(' ') || '-';
}
