// An OpenID provider for trying out. It asks for no password: whoever reaches it may sign in as any of its users. Its keys
// and sessions are in memory, so tokens are valid until it stops.

import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

const port = Number(process.env.ISSUER_PORT ?? 9000);
const issuer = `http://localhost:${port}`;
const origins = (process.env.PORTAL_ORIGINS ?? 'http://localhost:8080').split(',').map((origin) => origin.trim());

// PortalAdmin in the claim "groups" makes a user an administrator of the portal. All other roles are assigned by the API.
const users = {
  admin: { email: 'admin@example.com', name: 'Portal administrator', groups: ['PortalAdmin'] },
  'data-scientist': { email: 'data-scientist@example.com', name: 'Data scientist', groups: [] },
};

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: 'data-account',
      // a public client, as a web page must be: it has no secret and proves with PKCE that it began the sign-in
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'refresh_token'],
      redirect_uris: origins.map((origin) => `${origin}/`),
      post_logout_redirect_uris: origins.map((origin) => `${origin}/`),
    },
  ],
  clientBasedCORS: (_ctx, origin) => origins.includes(origin),
  jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), alg: 'RS256', use: 'sig' }] },
  cookies: { keys: [randomBytes(32).toString('hex')] },
  pkce: { required: () => true },
  scopes: ['openid', 'email', 'profile'],
  claims: { openid: ['sub'], email: ['email'], profile: ['name', 'groups'] },
  conformIdTokenClaims: false, // the page sends the id token, so the claims must be in it
  findAccount: (_ctx, id) =>
    Object.hasOwn(users, id) ? { accountId: id, claims: () => ({ sub: id, ...users[id] }) } : undefined,
  // the page belongs to the product: its users are not asked whether it may know their name
  async loadExistingGrant(ctx) {
    const grant = new ctx.oidc.provider.Grant({
      clientId: ctx.oidc.client.clientId,
      accountId: ctx.oidc.session.accountId,
    });
    grant.addOIDCScope('openid email profile');
    await grant.save();
    return grant;
  },
  issueRefreshToken: async (_ctx, client) => client.grantTypeAllowed('refresh_token'),
  ttl: { AccessToken: 3600, AuthorizationCode: 60, Grant: 86_400, IdToken: 3600, Interaction: 600, RefreshToken: 86_400, Session: 86_400 },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_ctx, interaction) => `/sign-in/${interaction.uid}` },
});

const choices = Object.entries(users)
  .map(([id, user]) => `<p><button name="user" value="${id}">${user.name}</button></p>`)
  .join('\n');
const page = `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Sign in</title></head>
<body>
<h1>Sign in</h1>
<p>This issuer is for trying out. It asks for no password.</p>
<form method="post">
${choices}
</form>
</body>
</html>
`;

async function signIn(request, response) {
  if (request.method !== 'POST') {
    await provider.interactionDetails(request, response); // fails if the sign-in was not begun or has expired
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' }).end(page);
    return;
  }
  const accountId = new URLSearchParams(await body(request)).get('user');
  if (accountId === null || !Object.hasOwn(users, accountId)) {
    respond(response, 400, `user must be one of: ${Object.keys(users).join(', ')}`);
    return;
  }
  await provider.interactionFinished(request, response, { login: { accountId } });
}

async function body(request) {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) {
    text += chunk;
    if (text.length > 1000) {
      throw new Error('the form is too large');
    }
  }
  return text;
}

function respond(response, status, text) {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
}

const handle = provider.callback();
const server = createServer((request, response) => {
  if (!request.url.startsWith('/sign-in/')) {
    handle(request, response);
    return;
  }
  signIn(request, response).catch((error) => respond(response, 400, `The sign-in failed: ${error.message}`));
});
server.listen(port, '0.0.0.0', () => console.log(`The issuer is at ${issuer}`));
process.on('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
});
