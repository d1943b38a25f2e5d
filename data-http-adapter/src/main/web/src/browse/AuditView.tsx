import ContentLayout from '@cloudscape-design/components/content-layout';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { lazy, Suspense, useCallback, useState } from 'react';
import type { AuditFilter, PageRequest } from '../services/api';
import { usePageContext } from '../shared/pageContext';
import type { AuditRoute } from '../shared/route';
import { AuditTable } from './AuditTable';
import { auditFilterOf, isFiltering, NO_FIELDS } from './auditFilter';
import { Heading } from './Heading';
import { usePageSize } from './ListPagination';
import { RouteProblem } from './RouteProblem';
import { useListing } from './useListing';

// The form imports a calendar. Loading it later makes the first load smaller.
const AuditFilterForm = lazy(() => import('./AuditFilterForm'));

/** The scope of the events that concern no single use case. */
const GLOBAL = 'global';

/** The audit log of one use case, or of the portal. */
export function AuditView({ route }: { route: AuditRoute }) {
  const [fields, setFields] = useState(NO_FIELDS);
  const [applied, setApplied] = useState({ filter: auditFilterOf(fields, 0), count: 0 });
  const apply = (next: typeof fields) => {
    setFields(next);
    setApplied(({ count }) => ({ filter: auditFilterOf(next, Date.now()), count: count + 1 }));
  };
  const clear = () => {
    apply(NO_FIELDS);
  };
  return (
    <ContentLayout
      header={
        <Heading
          description={
            route.usecase ??
            'Events that concern the whole portal. Filter by a user to see what the user did everywhere.'
          }
        >
          Audit log
        </Heading>
      }
    >
      <SpaceBetween size="l">
        <Suspense fallback={null}>
          <AuditFilterForm fields={fields} onChange={setFields} onApply={apply} onClear={clear} />
        </Suspense>
        <AuditEvents
          key={applied.count}
          route={route}
          filter={applied.filter}
          onClear={isFiltering(applied.filter) ? clear : undefined}
        />
      </SpaceBetween>
    </ContentLayout>
  );
}

/** The events of one filter. Another filter mounts another component, because its pages have other tokens. */
function AuditEvents({
  route,
  filter,
  onClear,
}: {
  route: AuditRoute;
  filter: AuditFilter;
  onClear: (() => void) | undefined;
}) {
  const { api } = usePageContext();
  const [size] = usePageSize();
  const { usecase } = route;
  const load = useCallback(
    async (page: PageRequest, signal: AbortSignal) => {
      const { events, next_token: nextToken } =
        usecase === undefined && filter.actor !== undefined
          ? await api.userAuditEvents(filter.actor, filter, page, signal)
          : await api.auditEvents(usecase ?? GLOBAL, filter, page, signal);
      return { data: events, nextToken };
    },
    [api, usecase, filter],
  );
  const listing = useListing(load, size);
  return (
    <SpaceBetween size="l">
      {listing.problem && <RouteProblem problem={listing.problem} route={route} retry={listing.refresh} />}
      {(listing.problem === undefined || listing.data !== undefined) && (
        <AuditTable listing={listing} withUsecase={usecase === undefined} onClear={onClear} />
      )}
    </SpaceBetween>
  );
}
