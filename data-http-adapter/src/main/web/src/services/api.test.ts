import { describe, expect, it } from 'vitest';
import { createApi, type TokenProvider } from './api';

const NO_LOGIN: TokenProvider = { getToken: () => Promise.resolve(null), renewToken: () => Promise.resolve(false) };

/** An API whose server returns these responses in turn, and the requests that it got. */
function fake(responses: (() => Response | Promise<Response>)[], tokens: TokenProvider = NO_LOGIN) {
  const sent: { method: string; url: string; token: string | null; body: string }[] = [];
  const api = createApi(tokens, 'http://portal', async request => {
    const body = await request.text(); // a real fetch consumes the body too
    sent.push({ method: request.method, url: request.url, token: request.headers.get('Authorization'), body });
    request.signal.throwIfAborted();
    const response = responses.shift();
    if (!response) {
      throw new Error('no response left');
    }
    return response();
  });
  return { api, sent };
}

function json(status: number, body: unknown, headers: Record<string, string> = {}): () => Response {
  return () =>
    new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json', ...headers } });
}

describe('createApi', () => {
  it('folder_sendsBucketPrefixAndPage', async () => {
    const page = { bucket: 'b', prefix: 'a/', folders: [], files: [], is_truncated: false };
    const { api, sent } = fake([json(200, page)]);
    expect(await api.folder('demo', 'b', 'a b/', { size: 100, token: 't/+=' })).toEqual(page);
    const url = new URL(sent[0]?.url ?? '');
    expect(url.pathname).toBe('/api/v1/usecases/demo/data/folders');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      bucket: 'b',
      prefix: 'a b/',
      page_size: '100',
      page_token: 't/+=',
    });
    expect(sent[0]?.token).toBeNull();
  });

  it('rootFolder_sendsTheEmptyPrefix', async () => {
    const { api, sent } = fake([json(200, {})]);
    await api.folder('demo', 'b', '', { size: 100 });
    expect(sent[0]?.url).toContain('prefix=&');
  });

  it('auditEvents_sendsTheFiltersThatAreSet', async () => {
    const filter = { from: '2026-11-24T12:00:00.000Z', to: undefined, actor: 'auth0|a b', action: 'create_folder' };
    const { api, sent } = fake([json(200, { events: [] }), json(200, { events: [] })]);
    await api.auditEvents('demo', filter, { size: 50, token: 't' });
    const url = new URL(sent[0]?.url ?? '');
    expect(url.pathname).toBe('/api/v1/usecases/demo/audit');
    const query = { from: '2026-11-24T12:00:00.000Z', actor: 'auth0|a b', action: 'create_folder', page_size: '50' };
    expect(Object.fromEntries(url.searchParams)).toEqual({ ...query, page_token: 't' });
    await api.userAuditEvents('auth0|a b', filter, { size: 50 });
    const ofUser = new URL(sent[1]?.url ?? '');
    expect(ofUser.pathname).toBe('/api/v1/audit');
    expect(Object.fromEntries(ofUser.searchParams)).toEqual(query);
  });

  it('refusal_isAnApiProblem', async () => {
    const { api } = fake([
      json(503, { code: 'throttled', title: 'T', detail: 'Slower.', request_id: 'r' }, { 'Retry-After': '2' }),
    ]);
    await expect(api.usecases({ size: 1000 })).rejects.toMatchObject({
      status: 503,
      code: 'throttled',
      detail: 'Slower.',
      retryAfter: '2',
    });
  });

  it('refusalThatIsNoJson_isAnApiProblem', async () => {
    const { api } = fake([() => new Response('<h1>Bad gateway</h1>', { status: 502 })]);
    await expect(api.usecases({ size: 1000 })).rejects.toMatchObject({ status: 502, code: 'http_502' });
  });

  it('noResponse_isAnApiProblem', async () => {
    const { api } = fake([() => Promise.reject(new TypeError('Failed to fetch'))]);
    await expect(api.usecases({ size: 1000 })).rejects.toMatchObject({ status: 0, code: 'offline' });
  });

  it('abort_staysAnAbort', async () => {
    const { api } = fake([json(200, {})]);
    await expect(api.usecases({ size: 1000 }, AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('refusedToken_isRenewedAndTheCallMadeAgainWithItsBody', async () => {
    let token = 'old';
    const tokens = {
      getToken: () => Promise.resolve(token),
      renewToken: () => {
        token = 'new';
        return Promise.resolve(true);
      },
    };
    const { api, sent } = fake([json(401, { code: 'unauthenticated' }), json(201, { created: true })], tokens);
    await api.createFolder('demo', 'b', 'a/');
    expect(sent.map(each => each.token)).toEqual(['Bearer old', 'Bearer new']);
    expect(sent.map(each => each.body)).toEqual(Array(2).fill('{"bucket":"b","folder_path":"a/"}'));
  });

  it('refusedTokenThatCannotBeRenewed_isAnApiProblem', async () => {
    const { api, sent } = fake([json(401, { code: 'unauthenticated', detail: 'Sign in.' })]);
    await expect(api.usecases({ size: 1000 })).rejects.toMatchObject({ status: 401, code: 'unauthenticated' });
    expect(sent).toHaveLength(1);
  });

  it('secondRefusal_isNotTriedAgain', async () => {
    const tokens = { getToken: () => Promise.resolve('t'), renewToken: () => Promise.resolve(true) };
    const { api, sent } = fake([json(401, {}), json(401, {})], tokens);
    await expect(api.usecases({ size: 1000 })).rejects.toMatchObject({ status: 401 });
    expect(sent).toHaveLength(2);
  });
});
