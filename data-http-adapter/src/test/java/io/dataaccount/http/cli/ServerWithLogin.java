package io.dataaccount.http.cli;

import io.dataaccount.aws.json.JacksonCodec;
import io.dataaccount.core.rest.RestApi;
import io.dataaccount.http.access.AccessPolicy;
import io.dataaccount.http.access.BearerAuthenticator;
import io.dataaccount.http.access.BindAddress;
import io.dataaccount.http.access.CallerAuthenticator;
import io.dataaccount.http.access.CallerConcurrencyLimiter;
import io.dataaccount.http.access.CallerRateLimiter;
import io.dataaccount.http.access.RateLimitedAuthenticator;
import io.dataaccount.http.local.DataAccountServer;
import io.dataaccount.http.observe.Observability;
import io.dataaccount.http.oidc.BearerTokenVerifier;
import io.dataaccount.http.oidc.IssuerOrigins;
import io.dataaccount.http.oidc.OidcConfig;
import io.dataaccount.http.oidc.TestIssuer;
import io.dataaccount.http.oidc.TestLogin;
import io.dataaccount.http.page.PageConfig;
import io.dataaccount.http.page.PageLogin;
import io.dataaccount.http.page.WebPage;
import io.dataaccount.http.server.HttpServerAdapter;
import java.net.URI;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A server with a login that uses the application services of another server, as the {@code aws} command opens one. */
public final class ServerWithLogin implements AutoCloseable {
    private final BearerTokenVerifier tokens;
    private final HttpServerAdapter server;

    private ServerWithLogin(BearerTokenVerifier tokens, HttpServerAdapter server) {
        this.tokens = tokens;
        this.server = server;
    }

    public static ServerWithLogin start(DataAccountServer behind, TestLogin login) {
        return start(behind, login.config(), callers -> callers);
    }

    /** Has the default limits per caller of the {@code aws} command. */
    public static ServerWithLogin startLimited(DataAccountServer behind, OidcConfig login) {
        return start(
                behind,
                login,
                callers -> new RateLimitedAuthenticator(
                        callers, new CallerRateLimiter(50, System::nanoTime), new CallerConcurrencyLimiter(16)));
    }

    private static ServerWithLogin start(
            DataAccountServer behind, OidcConfig login, UnaryOperator<CallerAuthenticator> limits) {
        JacksonCodec json = new JacksonCodec();
        BearerTokenVerifier tokens = new BearerTokenVerifier(login, json, Clock.systemUTC());
        WebPage page = new WebPage(json);
        IssuerOrigins issuer = new IssuerOrigins(login, json);
        Supplier<Set<String>> hosts = () -> {
            Set<String> all = new HashSet<>(issuer.get());
            all.add(behind.aws().s3Endpoint().toString());
            return all;
        };
        page.open(PageConfig.aws(new PageLogin(login.issuer(), TestIssuer.AUDIENCE, "openid email profile"), hosts));
        HttpServerAdapter server = HttpServerAdapter.open(
                0,
                new RestApi(behind.service(), json)::handle,
                AccessPolicy.withLogin(
                        BindAddress.LOOPBACK_ADDRESS, limits.apply(new BearerAuthenticator(tokens)), List.of()),
                tokens::checkReady,
                Observability.NONE,
                page);
        return new ServerWithLogin(tokens, server);
    }

    public URI uri() {
        return URI.create("http://" + BindAddress.LOOPBACK_ADDRESS + ":" + server.port());
    }

    @Override
    public void close() {
        server.close();
        tokens.close();
    }
}
