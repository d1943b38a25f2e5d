package io.dataaccount.http.cli;

import io.dataaccount.aws.client.AwsClients;
import io.dataaccount.aws.config.AwsConfig;
import io.dataaccount.aws.config.InvalidConfigurationException;
import io.dataaccount.aws.config.SettingsReader;
import io.dataaccount.aws.credentials.CredentialsCheck;
import io.dataaccount.http.oidc.OidcConfig;
import io.dataaccount.http.page.PageLogin;
import io.dataaccount.http.server.ServerLimits;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of the command {@code aws}.
 *
 * @param pageLogin null if the page has no client id, so nobody can sign in there
 * @param perSecond how many requests per second one caller may send
 * @param inFlight how many requests of one caller may be in flight at the same time
 * @param connections how many connections may be open at the same time
 * @param keepAlive how long a connection stays open between two requests
 * @param drain how long the server handles requests while it stops
 */
record AwsServerConfig(
        AwsConfig aws,
        OidcConfig login,
        @Nullable PageLogin pageLogin,
        int perSecond,
        int inFlight,
        int connections,
        Duration keepAlive,
        Duration drain) {
    static final String DRAIN = "SHUTDOWN_DRAIN_SECONDS";
    static final int MAX_DRAIN_SECONDS = 300;

    /**
     * Reads the environment variables, configures the log, and checks that AWS credentials exist.
     *
     * @throws InvalidConfigurationException naming everything that is missing or invalid, including AWS credentials
     */
    static AwsServerConfig of(Map<String, String> environment) {
        SettingsReader settings = new SettingsReader(environment);
        settings.check(LogSettings::apply);
        Optional<AwsConfig> aws = settings.read(AwsConfig::fromEnvironment);
        Optional<OidcConfig> login = settings.read(OidcConfig::fromEnvironment);
        Optional<PageLogin> pageLogin = login.flatMap(
                        known -> settings.read(each -> PageLogin.fromEnvironment(each, known)))
                .flatMap(each -> each);
        if (login.isEmpty()) {
            settings.check(PageLogin::checkScope);
        }
        Optional<Integer> perSecond = settings.number("MAX_REQUESTS_PER_SECOND", 1, 10_000, 50);
        Optional<Integer> inFlight = settings.number("MAX_REQUESTS_UNDER_WAY", 1, 1_000, 16);
        Optional<Integer> connections = settings.number("MAX_CONNECTIONS", 1, 100_000, ServerLimits.CONNECTIONS);
        Optional<Integer> keepAlive =
                settings.number("KEEP_ALIVE_SECONDS", 5, 3_600, Math.toIntExact(ServerLimits.KEEP_ALIVE.toSeconds()));
        Optional<Integer> drain = settings.number(DRAIN, 0, MAX_DRAIN_SECONDS, 5);
        aws.map(AwsClients::credentialProblems)
                .orElseGet(CredentialsCheck::problems)
                .forEach(settings::add);
        settings.throwProblems();
        return new AwsServerConfig(
                aws.orElseThrow(),
                login.orElseThrow(),
                pageLogin.orElse(null),
                perSecond.orElseThrow(),
                inFlight.orElseThrow(),
                connections.orElseThrow(),
                Duration.ofSeconds(keepAlive.orElseThrow()),
                Duration.ofSeconds(drain.orElseThrow()));
    }
}
