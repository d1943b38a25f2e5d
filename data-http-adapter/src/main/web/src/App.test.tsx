import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { App } from './App';
import { localSession, type Session, type SessionState } from './services/session';
import { json } from './shared/testing';

const USECASE = {
  usecase_id: 'demo',
  name: 'Demo',
  account_id: '111111111111',
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
};

beforeEach(() => {
  window.history.replaceState(null, '', '/');
  vi.stubGlobal('fetch', (request: Request) => {
    const path = new URL(request.url).pathname;
    if (path.endsWith('/usecases')) {
      return Promise.resolve(json(200, { usecases: [USECASE], count: 1, is_super_user: true }));
    }
    if (path.endsWith('/audit')) {
      return Promise.resolve(json(200, { events: [] }));
    }
    return Promise.resolve(path.endsWith('/demo') ? json(200, USECASE) : json(200, { buckets: [] }));
  });
});

function sessionOf(first: SessionState) {
  let state = first;
  let listener = () => {};
  const signIn = vi.fn(() => Promise.resolve());
  const session: Session = {
    ...localSession,
    signIn,
    state: () => state,
    subscribe: each => {
      listener = each;
      return () => undefined;
    },
  };
  return {
    session,
    signIn,
    change: (next: SessionState) => {
      act(() => {
        state = next;
        listener();
      });
    },
  };
}

describe('App', () => {
  it('localMode_saysThatThereIsNoLogin', async () => {
    render(<App session={localSession} canSignIn={false} />);
    expect(await screen.findByText('Local mode: there is no login')).toBeTruthy();
    expect(screen.getByText(/Everybody on this machine may do everything/)).toBeTruthy();
  });

  it('navigation_changesUrlAndTitleAndMovesTheFocus', async () => {
    render(<App session={localSession} canSignIn={false} />);
    await userEvent.click(await screen.findByRole('link', { name: 'Demo' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Demo' })).toBeTruthy();
    expect(window.location.search).toBe('?usecase=demo');
    expect(document.title).toBe('demo - Data Account');
    expect(document.activeElement?.id).toBe('heading');
    act(() => {
      window.history.back();
    });
    await waitFor(() => {
      expect(document.title).toBe('Data Account');
    });
  });

  it('auditLogs_haveTheirOwnTitles', async () => {
    render(<App session={localSession} canSignIn={false} />);
    await userEvent.click(await screen.findByRole('link', { name: 'Audit log' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Audit log' })).toBeTruthy();
    expect(window.location.search).toBe('?view=audit');
    expect(document.title).toBe('Audit log - Data Account');
    await userEvent.click(screen.getByRole('link', { name: 'Use cases' }));
    await userEvent.click(await screen.findByRole('link', { name: 'Demo' }));
    await userEvent.click(await screen.findByRole('link', { name: 'Audit log' }));
    await waitFor(() => {
      expect(document.title).toBe('Audit log of demo - Data Account');
    });
  });

  it('signedOut_asksToSignInAndShowsNothingElse', async () => {
    const { session, signIn } = sessionOf({ kind: 'signedOut', reason: 'Sign-in did not succeed: denied' });
    render(<App session={session} canSignIn />);
    expect(screen.getByRole('alert').textContent).toContain('denied');
    expect(screen.queryByRole('table')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));
    expect(signIn).toHaveBeenCalledOnce();
  });

  it('noClientId_offersNoSignIn', () => {
    const { session } = sessionOf({ kind: 'signedOut', reason: 'The operator must set OIDC_CLIENT_ID.' });
    render(<App session={session} canSignIn={false} />);
    expect(screen.getByRole('alert').textContent).toContain('OIDC_CLIENT_ID');
    expect(screen.queryByRole('button', { name: 'Sign in' })).toBeNull();
  });

  it('expiredSignIn_keepsThePageAndOffersToSignInAgain', async () => {
    const { session, signIn, change } = sessionOf({ kind: 'signedIn', name: 'ada@example.com', expired: false });
    render(<App session={session} canSignIn />);
    await screen.findByRole('link', { name: 'Demo' });
    change({ kind: 'signedIn', name: 'ada@example.com', expired: true });
    await userEvent.click(await screen.findByRole('button', { name: 'Sign in again' }));
    expect(signIn).toHaveBeenCalledOnce();
    expect(screen.getByRole('link', { name: 'Demo' })).toBeTruthy();
  });

  it('fileDroppedOutsideTheDropZone_doesNotLeaveThePage', async () => {
    render(<App session={localSession} canSignIn={false} />);
    const drop = new Event('drop', { bubbles: true, cancelable: true });
    Object.assign(drop, { dataTransfer: { types: ['Files'] } });
    act(() => {
      document.body.dispatchEvent(drop);
    });
    expect(drop.defaultPrevented).toBe(true);
    expect(await screen.findByText(/^Nothing was uploaded/)).toBeTruthy();
    const text = new Event('drop', { bubbles: true, cancelable: true });
    Object.assign(text, { dataTransfer: { types: ['text/plain'] } });
    document.body.dispatchEvent(text);
    expect(text.defaultPrevented).toBe(false);
  });
});
