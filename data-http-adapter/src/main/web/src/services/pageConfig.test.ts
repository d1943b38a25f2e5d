import { describe, expect, it } from 'vitest';
import { loadPageConfig, readPageConfig } from './pageConfig';

describe('readPageConfig', () => {
  it('local_hasNoLogin', () => {
    expect(readPageConfig({ mode: 'local' })).toEqual({ mode: 'local' });
  });

  it('aws_hasItsProvider', () => {
    const oidc = { authority: 'https://issuer', client_id: 'page', scope: 'openid' };
    expect(readPageConfig({ mode: 'aws', oidc })).toEqual({
      mode: 'aws',
      oidc: { authority: 'https://issuer', clientId: 'page', scope: 'openid' },
    });
  });

  it.each([[null], [undefined], [{}], [{ authority: 'https://issuer' }]])('awsWithoutProvider_isNull', oidc => {
    expect(readPageConfig({ mode: 'aws', oidc })).toEqual({ mode: 'aws', oidc: null });
  });

  it.each([[null], ['local'], [{}], [{ mode: 'other' }]])('anythingElse_isRefused', value => {
    expect(() => readPageConfig(value)).toThrow('Reload the page');
  });
});

describe('loadPageConfig', () => {
  it('noResponse_saysWhatToDo', async () => {
    await expect(loadPageConfig(() => Promise.reject(new TypeError()))).rejects.toThrow('did not respond');
  });

  it('errorResponse_namesTheStatus', async () => {
    await expect(loadPageConfig(() => Promise.resolve(new Response('', { status: 503 })))).rejects.toThrow('503');
  });
});
