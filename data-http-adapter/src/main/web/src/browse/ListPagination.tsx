import LiveRegion from '@cloudscape-design/components/live-region';
import Pagination from '@cloudscape-design/components/pagination';
import { lazy, Suspense, useSyncExternalStore } from 'react';
import { useStoredSetting } from '../services/storedSetting';
import type { Listing } from './useListing';
import type { WalkProgress } from './walkProgress';

// The dialog imports a drag-and-drop library. Loading it later makes the first load smaller.
const PageSizeDialog = lazy(() => import('./PageSizeDialog'));

const SIZES = ['50', '100', '250', '1000'] as const;

/** The user's choice of how many entries a page has. The browser stores it. */
export function usePageSize(): [size: number, setPageSize: (size: number) => void] {
  const [size, setSize] = useStoredSetting('page-size', SIZES, '100');
  return [
    Number(size),
    newSize => {
      setSize(SIZES.find(each => Number(each) === newSize) ?? '100');
    },
  ];
}

/** The pagination of a listing. The number of pages is unknown until the last one was loaded. */
export function ListPagination<T>({ listing, what }: { listing: Listing<T>; what: string }) {
  const { pagination, walking } = listing;
  return (
    <>
      {walking && <PassingPage walkProgress={listing.walkProgress} />}
      <Pagination
        currentPageIndex={pagination.current}
        pagesCount={pagination.tokens.length}
        openEnd={!pagination.endReached}
        disabled={listing.loading && listing.data === undefined}
        {...(pagination.tokens.length > 1 && { jumpToPage: { loading: walking } })}
        ariaLabels={{
          paginationLabel: `Pages of ${what}`,
          nextPageLabel: 'Next page',
          previousPageLabel: 'Previous page',
          pageLabel: page => `Page ${page}`,
          jumpToPageButton: 'Go to page',
        }}
        i18nStrings={{ jumpToPageInputLabel: 'Page', jumpToPageLoadingText: 'Going there' }}
        onChange={({ detail }) => {
          listing.goToPage(detail.currentPageIndex);
        }}
      />
    </>
  );
}

/** Shows which page the walk is at. */
function PassingPage({ walkProgress }: { walkProgress: WalkProgress }) {
  const page = useSyncExternalStore(walkProgress.subscribe, walkProgress.get);
  return <LiveRegion tagName="span">{`Passing page ${page.toLocaleString('en')} … `}</LiveRegion>;
}

/** The button that opens the preferences. */
export function ListPreferences() {
  const [size, setPageSize] = usePageSize();
  return (
    <Suspense fallback={null}>
      <PageSizeDialog sizes={SIZES.map(Number)} size={size} setPageSize={setPageSize} />
    </Suspense>
  );
}
