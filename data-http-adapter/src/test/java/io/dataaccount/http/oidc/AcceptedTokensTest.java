package io.dataaccount.http.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.http.testing.TestJson;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptedTokensTest {
    private final TestClock clock = new TestClock();
    private final TestIssuer issuer = new TestIssuer(clock);
    private final BearerTokenVerifier tokens = new BearerTokenVerifier(issuer.config(), TestJson.json(), clock);

    @AfterEach
    void close() {
        tokens.close();
        issuer.close();
    }

    private Caller callerOf(String token) {
        return tokens.callerOf(List.of("Bearer " + token));
    }

    private Caller with(Map<String, Object> more) {
        Map<String, Object> claims = issuer.claims();
        claims.putAll(more);
        return callerOf(issuer.token(claims));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256"})
    void algorithm_thatIsAllowed_isAccepted(String name) {
        JWSAlgorithm algorithm = JWSAlgorithm.parse(name);
        JWK key = name.startsWith("ES") ? TestKeys.EC : TestKeys.RSA;
        String token = TestIssuer.token(algorithm, key, JSONObjectUtils.toJSONString(issuer.claims()));
        assertThat(callerOf(token)).isEqualTo(new Caller("sub-of-ana", "ana@example.com", false));
    }

    @Test
    void idToken_ofCognito_namesTheUser() {
        assertThat(with(Map.of(
                        "token_use",
                        "id",
                        "cognito:username",
                        "ana",
                        "cognito:groups",
                        List.of("Viewers", "PortalAdmin"),
                        "auth_time",
                        1_700_000_000)))
                .isEqualTo(new Caller("sub-of-ana", "ana", true));
    }

    @Test
    void accessToken_ofCognito_namesTheUser() {
        Map<String, Object> claims = issuer.claims();
        claims.remove("aud");
        claims.remove("email");
        claims.putAll(Map.of(
                "token_use", "access",
                "client_id", TestIssuer.AUDIENCE,
                "username", "ana",
                "scope", "openid",
                "cognito:groups", List.of("Viewers")));
        assertThat(callerOf(issuer.token(claims))).isEqualTo(new Caller("sub-of-ana", "ana", false));
    }

    @Test
    void audience_amongSeveral_isAccepted() {
        assertThat(with(Map.of("aud", "our-other-client")).userId()).hasToString("sub-of-ana");
        assertThat(with(Map.of("aud", List.of("their-client", TestIssuer.AUDIENCE), "azp", "their-client"))
                        .userId())
                .hasToString("sub-of-ana");
    }

    @Test
    void administrator_needsTheExactNameInTheExactClaim() {
        assertThat(with(Map.of("custom:role", "PortalAdmin")).portalAdmin()).isTrue();
        assertThat(with(Map.of("groups", List.of("PortalAdmin"))).portalAdmin()).isTrue();
        assertThat(with(Map.of("groups", "PortalAdmin")).portalAdmin()).isTrue();
        for (Map<String, Object> other : List.<Map<String, Object>>of(
                Map.of("custom:role", "portaladmin"),
                Map.of("custom:role", "UseCaseAdmin"),
                Map.of("custom:role", List.of("PortalAdmin")),
                Map.of("Custom:Role", "PortalAdmin"),
                Map.of("role", "PortalAdmin"),
                Map.of("roles", List.of("PortalAdmin")),
                Map.of("scope", "PortalAdmin"),
                Map.of("cognito:roles", List.of("PortalAdmin")),
                Map.of("COGNITO:GROUPS", List.of("PortalAdmin")),
                Map.of("groups", "Viewers,PortalAdmin"),
                Map.of("groups", "[PortalAdmin]"),
                Map.of("groups", Map.of("PortalAdmin", true)),
                Map.of("groups", List.of("Former PortalAdmin", "PORTALADMIN", List.of("PortalAdmin"))))) {
            assertThat(with(other).portalAdmin()).as(other.toString()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT", "jwt", "at+jwt", "AT+JWT", "application/at+jwt"})
    void type_ofAJwt_isAccepted(String type) {
        String header = "{\"alg\":\"RS256\",\"kid\":\"rsa-1\",\"typ\":\"" + type + "\",\"x5t\":\"AAAA\"}";
        String payload = JSONObjectUtils.toJSONString(issuer.claims());
        assertThat(callerOf(TestKeys.sign(JWSAlgorithm.RS256, TestKeys.RSA, header, payload))
                        .userId())
                .hasToString("sub-of-ana");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "bearer ", "BEARER  "})
    void scheme_inAnyCase_isAccepted(String scheme) {
        assertThat(tokens.callerOf(List.of(scheme + issuer.token())).userId()).hasToString("sub-of-ana");
    }

    @Test
    void clockDifferenceOfAMinute_isAccepted() {
        long now = clock.instant().getEpochSecond();
        assertThat(with(Map.of("exp", now - 59)).userId()).hasToString("sub-of-ana");
        assertThat(with(Map.of("nbf", now + 60, "iat", now + 60)).userId()).hasToString("sub-of-ana");
        String token = issuer.token();
        clock.pass(Duration.ofSeconds(3659));
        assertThat(callerOf(token).userId()).hasToString("sub-of-ana");
        clock.pass(Duration.ofSeconds(1));
        assertThatThrownBy(() -> callerOf(token)).hasMessageContaining("expired");
    }
}
