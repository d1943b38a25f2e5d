import type { TokenProvider } from './api';

/** Who is at the page. In local mode there is no login. */
export type SessionState =
  | { kind: 'local' }
  | { kind: 'signedIn'; name: string; expired: boolean }
  | { kind: 'signedOut'; reason: string | undefined };

/** The sign-in of this tab. */
export interface Session extends TokenProvider {
  state: () => SessionState;
  /** Tells the listener of every change of the state; gives back how to stop it. */
  subscribe: (listener: () => void) => () => void;
  /** Leaves the page for the identity provider, which leads back to the same place. */
  signIn(): Promise<void>;
  signOut(): Promise<void>;
}

const LOCAL: SessionState = { kind: 'local' };

/** The session where everybody may do everything, as the local server has it. */
export const localSession: Session = {
  state: () => LOCAL,
  subscribe: () => () => undefined,
  signIn: () => Promise.resolve(),
  signOut: () => Promise.resolve(),
  getToken: () => Promise.resolve(null),
  renewToken: () => Promise.resolve(false),
};

/** A session for a page whose operator has not named a client id: nobody can sign in. */
export function sessionWithoutSignIn(reason: string): Session {
  const state: SessionState = { kind: 'signedOut', reason };
  return { ...localSession, state: () => state };
}
