/** The configuration that the server sends to the page before the sign-in. */
export type PageConfig = { mode: 'local' } | { mode: 'aws'; oidc: OidcSettings | null };

export interface OidcSettings {
  authority: string;
  clientId: string;
  scope: string;
}

/** @throws Error with a message for the user if the server does not respond, or with something unknown */
export async function loadPageConfig(get: typeof fetch = fetch): Promise<PageConfig> {
  const response = await get('/page-config.json', { headers: { Accept: 'application/json' } }).catch(() => undefined);
  if (response === undefined) {
    throw new Error('The server did not respond. Check that it is running and that you are connected, then try again.');
  }
  if (import.meta.env.DEV && response.status === 404) {
    return { mode: 'local' }; // behind the development server is a server that was built without the page
  }
  if (!response.ok) {
    throw new Error(
      `The server returned HTTP ${response.status} for /page-config.json. Try again, or tell its operator.`,
    );
  }
  return readPageConfig(await response.json().catch(() => undefined));
}

export function readPageConfig(value: unknown): PageConfig {
  if (isRecord(value) && value['mode'] === 'local') {
    return { mode: 'local' };
  }
  if (isRecord(value) && value['mode'] === 'aws') {
    return { mode: 'aws', oidc: readOidc(value['oidc']) };
  }
  throw new Error('The server sent a /page-config.json that this page does not understand. Reload the page.');
}

function readOidc(value: unknown): OidcSettings | null {
  if (!isRecord(value)) {
    return null;
  }
  const { authority, client_id: clientId, scope } = value;
  return typeof authority === 'string' && typeof clientId === 'string' && typeof scope === 'string'
    ? { authority, clientId, scope }
    : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
