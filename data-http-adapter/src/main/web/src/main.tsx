import '@cloudscape-design/global-styles/index.css';
import './page.css';
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import { I18nProvider } from '@cloudscape-design/components/i18n';
import messages from '@cloudscape-design/components/i18n/messages/all.en';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { type ReactNode, StrictMode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { App } from './App';
import { loadPageConfig, type PageConfig } from './services/pageConfig';
import { localSession, type Session, sessionWithoutSignIn } from './services/session';

async function start(root: Root): Promise<void> {
  renderPage(root, <StatusIndicator type="loading">Loading the page</StatusIndicator>);
  try {
    const config = await loadPageConfig();
    const session = await createSession(config);
    renderPage(root, <App session={session} canSignIn={config.mode === 'aws' && config.oidc !== null} />);
  } catch (error) {
    renderPage(
      root,
      <StartFailure reason={error instanceof Error ? error.message : String(error)} onRetry={() => void start(root)} />,
    );
  }
}

async function createSession(config: PageConfig): Promise<Session> {
  if (config.mode === 'local') {
    return localSession;
  }
  if (config.oidc === null) {
    return sessionWithoutSignIn(
      'Nobody can sign in here yet: the operator of this server must set OIDC_CLIENT_ID to the client id of this page.',
    );
  }
  const { createManager, OidcSession } = await import('./services/oidc');
  const pageLocation = {
    get href() {
      return window.location.href;
    },
    replace: (address: string) => {
      window.history.replaceState(null, '', address);
    },
  };
  return OidcSession.start(createManager(config.oidc, `${window.location.origin}/`), pageLocation);
}

function renderPage(root: Root, page: ReactNode): void {
  root.render(
    <StrictMode>
      <I18nProvider locale="en" messages={[messages]}>
        {page}
      </I18nProvider>
    </StrictMode>,
  );
}

function StartFailure({ reason, onRetry }: { reason: string; onRetry: () => void }) {
  return (
    <main role="alert">
      <Alert type="error" header="The page could not start" action={<Button onClick={onRetry}>Try again</Button>}>
        {reason}
      </Alert>
    </main>
  );
}

const element = document.getElementById('root');
if (element) {
  void start(createRoot(element));
}
