import { I18nProvider } from '@cloudscape-design/components/i18n';
import messages from '@cloudscape-design/components/i18n/messages/all.en';
import { cleanup, configure, render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, vi } from 'vitest';
import { createApi } from '../services/api';
import { type Notice, PageContext } from './pageContext';
import type { Route } from './route';

afterEach(cleanup);
configure({ asyncUtilTimeout: 15_000 }); // for a busy machine

/** The responses of a fake server. A key is a method and a path without /api/v1 and /usecases, such as "GET /demo". */
export type Responses = Record<string, (request: Request) => Response | Promise<Response>>;

export function json(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } });
}

/** Renders a part of the page with a page context whose API returns these responses. */
export function renderWithContext(part: ReactNode, responses: Responses) {
  const navigated: Route[] = [];
  const notices: Notice[] = [];
  const sent: { call: string; body: unknown }[] = [];
  const tokens = { getToken: () => Promise.resolve(null), renewToken: () => Promise.resolve(false) };
  const api = createApi(tokens, 'http://portal', async request => {
    const call = `${request.method} ${new URL(request.url).pathname.replace(/^\/api\/v1(\/usecases)?/, '')}`;
    const text = await request.clone().text();
    sent.push({ call, body: text === '' ? undefined : JSON.parse(text) });
    const response = responses[call];
    if (!response) {
      throw new Error(`no response for ${call}`);
    }
    return response(request);
  });
  const tools = {
    api,
    navigate: (route: Route) => void navigated.push(route),
    notify: (notice: Notice) => void notices.push(notice),
    signIn: vi.fn(),
  };
  render(
    <I18nProvider locale="en" messages={[messages]}>
      <PageContext value={tools}>{part}</PageContext>
    </I18nProvider>,
  );
  return { navigated, notices, sent, signIn: tools.signIn };
}
