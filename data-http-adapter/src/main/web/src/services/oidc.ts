import { UserManager, WebStorageStateStore, type User } from 'oidc-client-ts';
import type { OidcSettings } from './pageConfig';
import type { Session, SessionState } from './session';

/** What of oidc-client-ts is used. */
export type Manager = Pick<
  UserManager,
  'getUser' | 'signinRedirect' | 'signinRedirectCallback' | 'signinSilent' | 'signoutRedirect' | 'removeUser'
>;

/** Where the page is, and how it changes its address without loading anew. */
export interface Here {
  href: string;
  replace: (address: string) => void;
}

const RENEW_AHEAD_SECONDS = 60;

/** The library's manager: authorization code with PKCE, everything kept in this tab's session storage. */
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
    automaticSilentRenew: false, // it falls back to a frame, which the content security policy forbids
    monitorSession: false,
    loadUserInfo: false,
  });
}

/** A session by OIDC. A returning sign-in, if the address holds one, is taken up and the reader's place restored. */
export class OidcSession implements Session {
  private user: User | null = null;
  private now: SessionState = { kind: 'signedOut', reason: undefined };
  private renewal: Promise<boolean> | undefined;
  private readonly listeners = new Set<() => void>();

  private constructor(
    private readonly manager: Manager,
    private readonly here: Here,
  ) {}

  static async start(manager: Manager, here: Here): Promise<OidcSession> {
    const session = new OidcSession(manager, here);
    const query = new URL(here.href).searchParams;
    if (query.has('state') && (query.has('code') || query.has('error'))) {
      await session.finishSignIn();
    } else {
      session.take(await manager.getUser());
      await session.current();
      session.dropIfExpired();
    }
    return session;
  }

  state = (): SessionState => this.now;

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  async signIn(): Promise<void> {
    const { pathname, search } = new URL(this.here.href);
    try {
      await this.manager.signinRedirect({ state: pathname + search });
    } catch (error) {
      this.change({ kind: 'signedOut', reason: `Sign-in cannot begin: ${sentence(error)}` });
    }
  }

  async signOut(): Promise<void> {
    const home = new URL('/', this.here.href).href;
    try {
      await this.manager.signoutRedirect({ extraQueryParams: { logout_uri: home } }); // Cognito's name for it
    } catch {
      // the provider has no end of session: then only this page forgets
    }
    await this.manager.removeUser();
    this.user = null;
    this.change({ kind: 'signedOut', reason: undefined });
  }

  async current(): Promise<string | null> {
    const expires = this.user?.profile.exp;
    if (expires !== undefined && expires - RENEW_AHEAD_SECONDS < Date.now() / 1000) {
      await this.renew();
    }
    return this.user?.id_token ?? null;
  }

  refused(): Promise<boolean> {
    return this.renew();
  }

  /** One renewal at a time, whoever asks for it. */
  private renew(): Promise<boolean> {
    this.renewal ??= this.renewNow().finally(() => {
      this.renewal = undefined;
    });
    return this.renewal;
  }

  private async renewNow(): Promise<boolean> {
    const old = this.user?.id_token;
    try {
      const renewed = this.user?.refresh_token === undefined ? null : await this.manager.signinSilent();
      if (renewed?.id_token !== undefined && renewed.id_token !== old) {
        this.take(renewed);
        return true;
      }
    } catch {
      // the refresh token is used up or revoked: the reader signs in again
    }
    if (this.now.kind === 'signedIn') {
      this.change({ ...this.now, expired: true });
    }
    return false;
  }

  /** A stored sign-in that is over is none. */
  private dropIfExpired(): void {
    if (this.now.kind === 'signedIn' && this.now.expired) {
      this.take(null);
    }
  }

  private async finishSignIn(): Promise<void> {
    let returnTo: unknown;
    try {
      const user = await this.manager.signinRedirectCallback(this.here.href);
      returnTo = user.state;
      this.take(user);
    } catch (error) {
      returnTo = stateOf(error);
      this.change({ kind: 'signedOut', reason: `Sign-in did not succeed: ${sentence(error)}` });
    }
    this.here.replace(typeof returnTo === 'string' && /^\/(\?|$)/.test(returnTo) ? returnTo : '/');
  }

  private take(user: User | null): void {
    this.user = user;
    this.change(
      user === null
        ? { kind: 'signedOut', reason: undefined }
        : { kind: 'signedIn', name: nameOf(user), expired: false },
    );
  }

  private change(state: SessionState): void {
    this.now = state;
    this.listeners.forEach(listener => {
      listener();
    });
  }
}

function nameOf({ profile }: User): string {
  const names = [profile.email, profile.name, profile['cognito:username'], profile.preferred_username];
  return names.find((name): name is string => typeof name === 'string' && name !== '') ?? profile.sub;
}

function stateOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'state' in error ? error.state : '/';
}

function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
