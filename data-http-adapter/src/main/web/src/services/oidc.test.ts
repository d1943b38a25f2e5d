import type { User } from 'oidc-client-ts';
import { describe, expect, it } from 'vitest';
import { OidcSession, type PageLocation } from './oidc';

const NOW = Date.now() / 1000;

function user(id: string, expiresIn = 3600, more: object = {}): User {
  const profile = { sub: 's', email: 'ada@example.com', exp: NOW + expiresIn };
  return { id_token: id, refresh_token: 'refresh', profile, ...more } as unknown as User;
}

class FakeManager {
  stored: User | null = null;
  calls: string[] = [];
  renewed: User | Error = new Error('used up');
  returned: User | Error = new Error('denied');
  redirect: unknown;

  getUser = () => Promise.resolve(this.stored);
  removeUser = () => this.note('removeUser');
  signoutRedirect = () => this.note('signoutRedirect');
  signinRedirect = (args: unknown) => {
    this.redirect = args;
    return this.note('signinRedirect');
  };
  signinSilent = async () => {
    await this.note('signinSilent');
    return orThrow(this.renewed);
  };
  signinRedirectCallback = async () => {
    await this.note('signinRedirectCallback');
    return orThrow(this.returned);
  };

  private note(call: string): Promise<void> {
    this.calls.push(call);
    return Promise.resolve();
  }
}

function orThrow(response: User | Error): User {
  if (response instanceof Error) {
    throw response;
  }
  return response;
}

class FakeLocation implements PageLocation {
  constructor(public href: string) {}
  replace = (address: string) => {
    this.href = new URL(address, this.href).href;
  };
}

async function start(manager: FakeManager, address = 'http://portal/?usecase=demo') {
  const pageLocation = new FakeLocation(address);
  return { pageLocation, session: await OidcSession.start(manager, pageLocation) };
}

describe('OidcSession', () => {
  it('nobodyStored_isSignedOut', async () => {
    const { session } = await start(new FakeManager());
    expect(session.state()).toEqual({ kind: 'signedOut', reason: undefined });
    expect(await session.getToken()).toBeNull();
  });

  it('stored_isSignedInByItsIdToken', async () => {
    const manager = new FakeManager();
    manager.stored = user('id-1');
    const { session } = await start(manager);
    expect(session.state()).toEqual({ kind: 'signedIn', name: 'ada@example.com', expired: false });
    expect(await session.getToken()).toBe('id-1');
    expect(manager.calls).toEqual([]);
  });

  it('signIn_sendsTheCurrentUrlAsState', async () => {
    const manager = new FakeManager();
    const { session } = await start(manager, 'http://portal/?usecase=demo&bucket=b&prefix=a/');
    await session.signIn();
    expect(manager.redirect).toEqual({ state: '/?usecase=demo&bucket=b&prefix=a/' });
  });

  it('signInThatCannotBegin_saysWhy', async () => {
    const manager = new FakeManager();
    manager.signinRedirect = () => Promise.reject(new Error('no metadata'));
    const { session } = await start(manager);
    await session.signIn();
    expect(session.state()).toEqual({ kind: 'signedOut', reason: 'Sign-in cannot begin: no metadata' });
  });

  it('return_restoresTheUrlAndRemovesTheCode', async () => {
    const manager = new FakeManager();
    manager.returned = user('id-1', 3600, { state: '/?usecase=demo&prefix=a/' });
    const { session, pageLocation } = await start(manager, 'http://portal/?code=c&state=s');
    expect(pageLocation.href).toBe('http://portal/?usecase=demo&prefix=a/');
    expect(session.state().kind).toBe('signedIn');
  });

  it.each(['//evil.example/', 'https://evil.example/', '/\\evil.example', 7, undefined])(
    'returnWithForeignUrl_goesToTheHomePage',
    async state => {
      const manager = new FakeManager();
      manager.returned = user('id-1', 3600, { state });
      const { pageLocation } = await start(manager, 'http://portal/?code=c&state=s');
      expect(pageLocation.href).toBe('http://portal/');
    },
  );

  it('refusedSignIn_saysWhyAndRestoresTheUrl', async () => {
    const manager = new FakeManager();
    manager.returned = Object.assign(new Error('access_denied'), { state: '/?usecase=demo' });
    const { session, pageLocation } = await start(manager, 'http://portal/?error=access_denied&state=s');
    expect(session.state()).toEqual({ kind: 'signedOut', reason: 'Sign-in did not succeed: access_denied' });
    expect(pageLocation.href).toBe('http://portal/?usecase=demo');
  });

  it('tokenNearItsExpiry_isRenewedOnceForAllCalls', async () => {
    const manager = new FakeManager();
    manager.stored = user('id-1', 3600);
    const { session } = await start(manager);
    manager.renewed = user('id-2');
    (manager.stored.profile as { exp: number }).exp = NOW + 30;
    expect(await Promise.all([session.getToken(), session.getToken()])).toEqual(['id-2', 'id-2']);
    expect(manager.calls).toEqual(['signinSilent']);
  });

  it('refusedToken_isRenewed', async () => {
    const manager = new FakeManager();
    manager.stored = user('id-1');
    manager.renewed = user('id-2');
    const { session } = await start(manager);
    expect(await session.renewToken()).toBe(true);
    expect(await session.getToken()).toBe('id-2');
  });

  it.each<[string, User | Error]>([
    ['used up', new Error('used up')],
    ['same again', user('id-1')],
  ])('renewalFails_%s_asksToSignInAgain', async (_, renewed) => {
    const manager = new FakeManager();
    manager.stored = user('id-1');
    manager.renewed = renewed;
    const { session } = await start(manager);
    let notifications = 0;
    session.subscribe(() => notifications++);
    expect(await session.renewToken()).toBe(false);
    expect(session.state()).toMatchObject({ kind: 'signedIn', expired: true });
    expect(notifications).toBe(1);
  });

  it('noRefreshToken_isNotRenewedInAFrame', async () => {
    const manager = new FakeManager();
    manager.stored = user('id-1', 3600, { refresh_token: undefined });
    const { session } = await start(manager);
    expect(await session.renewToken()).toBe(false);
    expect(manager.calls).toEqual([]);
  });

  it('expiredStoredSignIn_isIgnored', async () => {
    const manager = new FakeManager();
    manager.stored = user('id-1', -10);
    const { session } = await start(manager);
    expect(session.state().kind).toBe('signedOut');
    expect(await session.getToken()).toBeNull();
  });

  it('signOut_worksEvenIfTheProviderHasNoEndSession', async () => {
    const manager = new FakeManager();
    manager.stored = user('id-1');
    manager.signoutRedirect = () => Promise.reject(new Error('no end_session_endpoint'));
    const { session } = await start(manager);
    await session.signOut();
    expect(manager.calls).toEqual(['removeUser']);
    expect(session.state()).toEqual({ kind: 'signedOut', reason: undefined });
    expect(await session.getToken()).toBeNull();
  });
});
