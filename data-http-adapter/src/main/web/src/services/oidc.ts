import { type User, UserManager, WebStorageStateStore } from 'oidc-client-ts';
import type { OidcSettings } from './pageConfig';
import type { Session, SessionState } from './session';

/** The part of oidc-client-ts that this module uses. */
export type OidcManager = Pick<
  UserManager,
  'getUser' | 'signinRedirect' | 'signinRedirectCallback' | 'signinSilent' | 'signoutRedirect' | 'removeUser'
>;

/** The URL of the page, and a function that replaces it without a page load. */
export interface PageLocation {
  href: string;
  replace: (address: string) => void;
}

const RENEW_AHEAD_SECONDS = 60;

/**
 * Configures oidc-client-ts for the authorization code flow with PKCE. All state is in the session storage of the tab.
 */
export function createManager(settings: OidcSettings, home: string): UserManager {
  const store = new WebStorageStateStore({ store: window.sessionStorage });
  return new UserManager({
    authority: settings.authority,
    client_id: settings.clientId,
    scope: settings.scope,
    redirect_uri: home,
    post_logout_redirect_uri: home,
    response_type: 'code',
    userStore: store,
    stateStore: store,
    automaticSilentRenew: false, // it falls back to an iframe, which the content security policy forbids
    monitorSession: false,
    loadUserInfo: false,
  });
}

/**
 * A session with OIDC. If the URL contains a response of the identity provider, start() completes the sign-in and
 * restores the URL from before it.
 */
export class OidcSession implements Session {
  private user: User | null = null;
  private currentState: SessionState = { kind: 'signedOut', reason: undefined };
  private renewal: Promise<boolean> | undefined;
  private readonly listeners = new Set<() => void>();

  private constructor(
    private readonly manager: OidcManager,
    private readonly pageLocation: PageLocation,
  ) {}

  static async start(manager: OidcManager, pageLocation: PageLocation): Promise<OidcSession> {
    const session = new OidcSession(manager, pageLocation);
    const query = new URL(pageLocation.href).searchParams;
    if (query.has('state') && (query.has('code') || query.has('error'))) {
      await session.finishSignIn();
    } else {
      session.setUser(await manager.getUser());
      await session.getToken();
      session.dropIfExpired();
    }
    return session;
  }

  state = (): SessionState => this.currentState;

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  async signIn(): Promise<void> {
    const { pathname, search } = new URL(this.pageLocation.href);
    try {
      await this.manager.signinRedirect({ state: pathname + search });
    } catch (error) {
      this.setState({ kind: 'signedOut', reason: `Sign-in cannot begin: ${messageOf(error)}` });
    }
  }

  async signOut(): Promise<void> {
    const home = new URL('/', this.pageLocation.href).href;
    try {
      await this.manager.signoutRedirect({ extraQueryParams: { logout_uri: home } }); // the name in Cognito
    } catch {
      // the provider has no end_session_endpoint: the user is signed out of this page only
    }
    await this.manager.removeUser();
    this.user = null;
    this.setState({ kind: 'signedOut', reason: undefined });
  }

  async getToken(): Promise<string | null> {
    const expires = this.user?.profile.exp;
    if (expires !== undefined && expires - RENEW_AHEAD_SECONDS < Date.now() / 1000) {
      await this.renewToken();
    }
    return this.user?.id_token ?? null;
  }

  /** Starts one renewal at a time. Callers that come while it runs get its result. */
  renewToken(): Promise<boolean> {
    this.renewal ??= this.renew().finally(() => {
      this.renewal = undefined;
    });
    return this.renewal;
  }

  private async renew(): Promise<boolean> {
    const old = this.user?.id_token;
    try {
      const renewed = this.user?.refresh_token === undefined ? null : await this.manager.signinSilent();
      if (renewed?.id_token !== undefined && renewed.id_token !== old) {
        this.setUser(renewed);
        return true;
      }
    } catch {
      // the refresh token is expired or revoked: the user must sign in again
    }
    if (this.currentState.kind === 'signedIn') {
      this.setState({ ...this.currentState, expired: true });
    }
    return false;
  }

  /** Ignores a stored sign-in that has expired. */
  private dropIfExpired(): void {
    if (this.currentState.kind === 'signedIn' && this.currentState.expired) {
      this.setUser(null);
    }
  }

  private async finishSignIn(): Promise<void> {
    let returnTo: unknown;
    try {
      const user = await this.manager.signinRedirectCallback(this.pageLocation.href);
      returnTo = user.state;
      this.setUser(user);
    } catch (error) {
      returnTo = stateFromError(error);
      this.setState({ kind: 'signedOut', reason: `Sign-in did not succeed: ${messageOf(error)}` });
    }
    this.pageLocation.replace(typeof returnTo === 'string' && /^\/(\?|$)/.test(returnTo) ? returnTo : '/');
  }

  private setUser(user: User | null): void {
    this.user = user;
    this.setState(
      user === null
        ? { kind: 'signedOut', reason: undefined }
        : { kind: 'signedIn', name: nameOf(user), expired: false },
    );
  }

  private setState(state: SessionState): void {
    this.currentState = state;
    this.listeners.forEach(listener => {
      listener();
    });
  }
}

function nameOf({ profile }: User): string {
  const names = [profile.email, profile.name, profile['cognito:username'], profile.preferred_username];
  return names.find((name): name is string => typeof name === 'string' && name !== '') ?? profile.sub;
}

function stateFromError(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'state' in error ? error.state : '/';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
