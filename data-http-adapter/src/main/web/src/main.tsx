import '@cloudscape-design/global-styles/index.css';
import './page.css';
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import { I18nProvider } from '@cloudscape-design/components/i18n';
import messages from '@cloudscape-design/components/i18n/messages/all.en';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { StrictMode, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { App } from './App';
import { loadPageConfig, type PageConfig } from './services/pageConfig';
import { closedSession, localSession, type Session } from './services/session';

async function start(root: Root): Promise<void> {
  show(root, <StatusIndicator type="loading">Loading the page</StatusIndicator>);
  try {
    const config = await loadPageConfig();
    const session = await sessionOf(config);
    show(root, <App session={session} canSignIn={config.mode === 'aws' && config.oidc !== null} />);
  } catch (error) {
    show(
      root,
      <NotStarted reason={error instanceof Error ? error.message : String(error)} again={() => void start(root)} />,
    );
  }
}

async function sessionOf(config: PageConfig): Promise<Session> {
  if (config.mode === 'local') {
    return localSession;
  }
  if (config.oidc === null) {
    return closedSession(
      'Nobody can sign in here yet: the operator of this server must set OIDC_CLIENT_ID to the client id of this page.',
    );
  }
  const { createManager, OidcSession } = await import('./services/oidc');
  const here = {
    get href() {
      return window.location.href;
    },
    replace: (address: string) => {
      window.history.replaceState(null, '', address);
    },
  };
  return OidcSession.start(createManager(config.oidc, `${window.location.origin}/`), here);
}

function show(root: Root, page: ReactNode): void {
  root.render(
    <StrictMode>
      <I18nProvider locale="en" messages={[messages]}>
        {page}
      </I18nProvider>
    </StrictMode>,
  );
}

function NotStarted({ reason, again }: { reason: string; again: () => void }) {
  return (
    <main role="alert">
      <Alert type="error" header="The page could not start" action={<Button onClick={again}>Try again</Button>}>
        {reason}
      </Alert>
    </main>
  );
}

const element = document.getElementById('root');
if (element) {
  void start(createRoot(element));
}
