package io.dataaccount.http.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataaccount.aws.config.InvalidConfigurationException;
import io.dataaccount.http.oidc.OidcConfig;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PageLoginTest {
    private static final OidcConfig ONE = new OidcConfig("https://issuer.example.com", Set.of("page"));
    private static final OidcConfig TWO = new OidcConfig("https://issuer.example.com", Set.of("page", "other"));

    @Test
    void fromEnvironment_withOneAudience_usesIt() {
        assertThat(PageLogin.fromEnvironment(Map.of(), ONE))
                .contains(new PageLogin("https://issuer.example.com", "page", "openid email profile"));
    }

    @Test
    void fromEnvironment_withSeveralAudiences_usesTheNamedClient() {
        assertThat(PageLogin.fromEnvironment(Map.of(), TWO)).isEmpty();
        assertThat(PageLogin.fromEnvironment(
                        Map.of("OIDC_CLIENT_ID", "other", "OIDC_SCOPE", "openid offline_access"), TWO))
                .contains(new PageLogin("https://issuer.example.com", "other", "openid offline_access"));
    }

    @Test
    void fromEnvironment_withAClientOutsideTheAudiences_isRefused() {
        assertThatThrownBy(() ->
                        PageLogin.fromEnvironment(Map.of("OIDC_CLIENT_ID", "stranger", "OIDC_SCOPE", "email"), TWO))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("OIDC_CLIENT_ID")
                .hasMessageContaining("OIDC_SCOPE");
    }
}
