import Alert from '@cloudscape-design/components/alert';
import AppLayout from '@cloudscape-design/components/app-layout';
import ErrorBoundary from '@cloudscape-design/components/error-boundary';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { HEADING } from './browse/Heading';
import { addressOf, titleOf, type Place } from './browse/place';
import { Trail } from './browse/Trail';
import { usePlace } from './browse/usePlace';
import { Notices, useNotices } from './Notices';
import { PageContext } from './pageContext';
import DataManagement from './pages/DataManagement';
import { createApi } from './services/api';
import type { Session } from './services/session';
import { SignIn } from './SignIn';
import { TopBar } from './TopBar';

interface AppProps {
  session: Session;
  /** Whether there is a way to sign in at all. */
  canSignIn: boolean;
}

/** The frame of the page around the place that the reader is at. */
export function App({ session, canSignIn }: AppProps) {
  const state = useSyncExternalStore(session.subscribe, session.state);
  const [place, go] = usePlace();
  const { notices, notify, dismiss } = useNotices();
  const tools = useMemo(
    () => ({ api: createApi(session), go, notify, signIn: () => void session.signIn() }),
    [session, go, notify],
  );
  useArrival(place);

  return (
    <PageContext value={tools}>
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
        <TopBar session={session} state={state} go={go} />
      </div>
      <AppLayout
        headerSelector="#top"
        navigationHide
        toolsHide
        contentType="table"
        ariaLabels={{ notifications: 'Notifications' }}
        breadcrumbs={state.kind !== 'signedOut' && <Trail place={place} go={go} />}
        notifications={<Notices notices={notices} dismiss={dismiss} session={session} state={state} />}
        content={
          <div id="content" tabIndex={-1} className="heading">
            {state.kind === 'signedOut' ? (
              <SignIn reason={state.reason} signIn={canSignIn ? tools.signIn : undefined} />
            ) : (
              <SpaceBetween size="m">
                {state.kind === 'local' && place.kind === 'usecases' && <LocalNotice />}
                <ErrorBoundary onError={keepQuiet}>
                  <DataManagement place={place} />
                </ErrorBoundary>
              </SpaceBetween>
            )}
          </div>
        }
      />
    </PageContext>
  );
}

/** React has written the fault to the console, and there is nobody else to tell. */
function keepQuiet(): void {}

function LocalNotice() {
  return (
    <Alert type="info" header="Local mode: there is no login">
      Everybody on this machine may do everything here. The server listens on this machine only.
    </Alert>
  );
}

/** Names the place in the window's title, and leads a reader without a mouse to its heading when it has changed. */
function useArrival(place: Place): void {
  const address = addressOf(place);
  const last = useRef(address);
  useEffect(() => {
    document.title = place.kind === 'usecases' ? 'Data Account' : `${titleOf(place)} - Data Account`;
    if (last.current !== address) {
      last.current = address;
      window.scrollTo(0, 0);
      document.getElementById(HEADING)?.focus({ preventScroll: true });
    }
  }, [place, address]);
}
