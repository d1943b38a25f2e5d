package io.dataaccount.http.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.http.testing.TestJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IssuerOriginsTest {
    private final TestClock clock = new TestClock();
    private final TestIssuer issuer = new TestIssuer(clock);
    private final IssuerOrigins origins =
            new IssuerOrigins(issuer.config(), TestJson.json(), clock::nanos, Runnable::run);
    private final String own = issuer.issuer().replace("/pool", "");

    @AfterEach
    void close() {
        issuer.close();
    }

    private void endpoints(String more) {
        String document = TestIssuer.document(issuer.issuer(), issuer.issuer() + "/jwks");
        issuer.discovery = exchange -> TestIssuer.send(exchange, 200, document.replaceFirst("}$", "," + more + "}"));
    }

    @Test
    void get_returnsTheOriginsOfTheIssuerAndItsEndpoints() {
        endpoints("\"token_endpoint\":\"https://login.example.com/oauth2/token\","
                + "\"userinfo_endpoint\":\"https://login.example.com:8443/me\"");
        assertThat(origins.get())
                .containsExactlyInAnyOrder(own, "https://login.example.com", "https://login.example.com:8443");
    }

    @Test
    void get_omitsUntrustedEndpoints() {
        endpoints("\"token_endpoint\":\"http://login.example.com/token\",\"userinfo_endpoint\":\"; script-src *\"");
        assertThat(origins.get()).containsExactly(own);
    }

    @Test
    void get_fetchesOncePerHour() {
        origins.get();
        clock.pass(Duration.ofMinutes(59));
        origins.get();
        assertThat(issuer.discoveries).hasValue(1);
        clock.pass(Duration.ofMinutes(2));
        origins.get();
        assertThat(issuer.discoveries).hasValue(2);
    }

    @Test
    void get_afterTheClockIsSetBack_stillFetchesAfterAnHour() {
        origins.get();
        clock.setBack(Duration.ofHours(24));
        clock.pass(Duration.ofMinutes(61));
        origins.get();
        assertThat(issuer.discoveries).hasValue(2);
    }

    @Test
    void get_whileTheIssuerFails_returnsItsOwnOrigin_andRetries() {
        issuer.discovery = exchange -> TestIssuer.send(exchange, 500, "");
        assertThat(origins.get()).containsExactly(own);
        endpoints("\"token_endpoint\":\"https://login.example.com/token\"");
        assertThat(origins.get()).containsExactly(own);
        clock.pass(Duration.ofSeconds(11));
        assertThat(origins.get()).contains("https://login.example.com");
    }

    @Test
    void get_whileTheIssuerHangs_returnsTheKnownOriginsAtOnce() {
        endpoints("\"token_endpoint\":\"https://login.example.com/token\"");
        List<Runnable> later = new ArrayList<>();
        IssuerOrigins late = new IssuerOrigins(issuer.config(), TestJson.json(), clock::nanos, later::add);
        assertThat(late.get()).containsExactly(own);
        assertThat(late.get()).containsExactly(own);
        assertThat(later).hasSize(1);
        assertThat(issuer.discoveries).hasValue(0);

        later.remove(0).run();
        assertThat(late.get()).contains("https://login.example.com");
        issuer.discovery = exchange -> TestIssuer.send(exchange, 500, "");
        clock.pass(Duration.ofMinutes(61));
        assertThat(late.get()).contains("https://login.example.com");
        later.remove(0).run();
        assertThat(late.get()).contains("https://login.example.com");
    }
}
