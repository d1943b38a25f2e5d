import Alert from '@cloudscape-design/components/alert';
import AppLayout from '@cloudscape-design/components/app-layout';
import ErrorBoundary from '@cloudscape-design/components/error-boundary';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { Breadcrumbs } from './Breadcrumbs';
import { HEADING_ID } from './browse/Heading';
import { Notices, useNotices } from './Notices';
import DataManagement from './pages/DataManagement';
import { createApi } from './services/api';
import { assertNever } from './services/assertNever';
import type { Session } from './services/session';
import { PageContext } from './shared/pageContext';
import { hrefOf, type Route, titleOf } from './shared/route';
import { useRefusedDrops } from './shared/useRefusedDrops';
import { useRoute } from './shared/useRoute';
import { SignIn } from './SignIn';
import { commonTexts } from './texts/common';
import { TopBar } from './TopBar';

interface AppProps {
  session: Session;
  /** False if the operator has set no client id, so that nobody can sign in. */
  canSignIn: boolean;
}

/** The frame of the page (top bar, breadcrumbs, notices) around the view of the current route. */
export function App({ session, canSignIn }: AppProps) {
  const state = useSyncExternalStore(session.subscribe, session.state);
  const [route, navigate] = useRoute();
  const { notices, notify, dismiss } = useNotices();
  const context = useMemo(
    () => ({ api: createApi(session), navigate, notify, signIn: () => void session.signIn() }),
    [session, navigate, notify],
  );
  useRefusedDrops(
    useCallback(() => {
      notify({ type: 'warning', text: commonTexts.dropRefused });
    }, [notify]),
  );
  useDocumentTitle(route);
  usePageFocus(route);

  return (
    <PageContext value={context}>
      <a
        className="skip-link"
        href="#content"
        onClick={event => {
          event.preventDefault();
          document.getElementById('content')?.focus();
        }}
      >
        Skip to content
      </a>
      <div id="top">
        <TopBar session={session} state={state} navigate={navigate} />
      </div>
      <AppLayout
        headerSelector="#top"
        navigationHide
        toolsHide
        contentType="table"
        ariaLabels={{ notifications: 'Notifications' }}
        breadcrumbs={state.kind !== 'signedOut' && <Breadcrumbs route={route} navigate={navigate} />}
        notifications={<Notices notices={notices} dismiss={dismiss} session={session} state={state} />}
        content={
          <div id="content" tabIndex={-1} className="heading">
            {state.kind === 'signedOut' ? (
              <SignIn reason={state.reason} signIn={canSignIn ? context.signIn : undefined} />
            ) : (
              <SpaceBetween size="m">
                {state.kind === 'local' && route.kind === 'usecases' && <LocalModeNotice />}
                <ErrorBoundary onError={ignoreError}>
                  <DataManagement route={route} />
                </ErrorBoundary>
              </SpaceBetween>
            )}
          </div>
        }
      />
    </PageContext>
  );
}

/** Does nothing: React has already written the error to the console. */
function ignoreError(): void {}

function LocalModeNotice() {
  return (
    <Alert type="info" header="Local mode: there is no login">
      Everybody on this machine may do everything here. The server listens on this machine only.
    </Alert>
  );
}

function useDocumentTitle(route: Route): void {
  useEffect(() => {
    document.title = documentTitle(route);
  }, [route]);
}

function documentTitle(route: Route): string {
  switch (route.kind) {
    case 'usecases':
      return 'Data Account';
    case 'buckets':
    case 'folder':
      return `${titleOf(route)} - Data Account`;
    case 'audit':
      return `${titleOf(route)}${route.usecase === undefined ? '' : ` of ${route.usecase}`} - Data Account`;
    default:
      return assertNever(route);
  }
}

/** Moves the focus to the new heading after each navigation, for users of a keyboard or a screen reader. */
function usePageFocus(route: Route): void {
  const href = hrefOf(route);
  const last = useRef(href);
  useEffect(() => {
    if (last.current !== href) {
      last.current = href;
      window.scrollTo(0, 0);
      document.getElementById(HEADING_ID)?.focus({ preventScroll: true });
    }
  }, [href]);
}
