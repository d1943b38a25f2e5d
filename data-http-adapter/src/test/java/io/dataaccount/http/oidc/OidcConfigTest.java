package io.dataaccount.http.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataaccount.aws.config.InvalidConfigurationException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OidcConfigTest {
    private static final String POOL = "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI";

    @Test
    void environment_isReadAsItIs() {
        OidcConfig config = OidcConfig.fromEnvironment(Map.of("OIDC_ISSUER", POOL, "OIDC_AUDIENCE", "one, two"));
        assertThat(config).isEqualTo(new OidcConfig(POOL, Set.of("one", "two")));
        assertThat(config.discovery()).hasToString(POOL + "/.well-known/openid-configuration");
        assertThat(new OidcConfig("https://example.com/", Set.of("one")).discovery())
                .hasToString("https://example.com/.well-known/openid-configuration");
    }

    @Test
    void emptyEnvironment_namesEveryMissingVariable() {
        assertThatThrownBy(() -> OidcConfig.fromEnvironment(Map.of("OIDC_ISSUER", " ")))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("OIDC_ISSUER is not set")
                .hasMessageContaining("OIDC_AUDIENCE is not set");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://issuer.example.com",
                "http://127.0.0.1.example.com",
                "ftp://issuer.example.com",
                "https://",
                "https:///pool",
                "issuer.example.com",
                "https://user@issuer.example.com",
                "https://issuer.example.com?x=1",
                "https://issuer.example.com#x",
                "https://issuer example.com"
            })
    void untrustedIssuer_isRefused(String issuer) {
        assertThatThrownBy(() -> OidcConfig.fromEnvironment(Map.of("OIDC_ISSUER", issuer, "OIDC_AUDIENCE", ",")))
                .hasMessageContaining("OIDC_ISSUER")
                .hasMessageContaining("OIDC_AUDIENCE ',' must be client ids");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8080/pool", "http://localhost", "http://[::1]:1/x"})
    void issuer_onThisMachine_mayDoWithoutTls(String issuer) {
        assertThat(new OidcConfig(issuer, Set.of("one")).issuer()).isEqualTo(issuer);
    }
}
