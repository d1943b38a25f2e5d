import type { TokenProvider } from './api';

/** Whether the user is signed in. In local mode there is no login. */
export type SessionState =
  | { kind: 'local' }
  | { kind: 'signedIn'; name: string; expired: boolean }
  | { kind: 'signedOut'; reason: string | undefined };

/** The sign-in of this tab. */
export interface Session extends TokenProvider {
  state: () => SessionState;
  /** Calls the listener after each change of the state. Returns a function that removes the listener. */
  subscribe: (listener: () => void) => () => void;
  /** Redirects to the identity provider, which redirects back to the current URL. */
  signIn(): Promise<void>;
  signOut(): Promise<void>;
}

const LOCAL: SessionState = { kind: 'local' };

/** The session of local mode, where everybody may do everything. */
export const localSession: Session = {
  state: () => LOCAL,
  subscribe: () => () => undefined,
  signIn: () => Promise.resolve(),
  signOut: () => Promise.resolve(),
  getToken: () => Promise.resolve(null),
  renewToken: () => Promise.resolve(false),
};

/** The session of a page whose operator has set no client id: nobody can sign in. */
export function sessionWithoutSignIn(reason: string): Session {
  const state: SessionState = { kind: 'signedOut', reason };
  return { ...localSession, state: () => state };
}
