package io.dataaccount.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataaccount.aws.config.InvalidConfigurationException;
import io.dataaccount.aws.json.JacksonCodec;
import io.dataaccount.core.model.user.Caller;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptedClientsTest {
    /** The audience of the tokens in the events. */
    private static final String CLIENT = "1example23456789";

    @ParameterizedTest
    @EnumSource(names = {"REST_API", "HTTP_API"})
    void token_forAnAcceptedClient_isAccepted(Gateway gateway) {
        assertThat(caller(gateway.event(), CLIENT)).isNotNull();
        assertThat(caller(gateway.event(), "other, " + CLIENT)).isNotNull();
    }

    @ParameterizedTest
    @EnumSource(names = {"REST_API", "HTTP_API"})
    void token_forAnotherClientOfThePool_isRefused(Gateway gateway) {
        assertThat(caller(gateway.event(), "other")).isNull();
        assertThat(caller(gateway.event(), CLIENT + "0")).isNull();
    }

    @ParameterizedTest
    @EnumSource(names = {"REST_API", "HTTP_API"})
    void accessToken_ofCognito_namesTheClientInAnotherClaim(Gateway gateway) {
        ObjectNode event = gateway.event();
        claims(event).put("token_use", "access").put("client_id", CLIENT).put("aud", "other");
        assertThat(caller(event, CLIENT)).isNotNull();
        assertThat(caller(event, "other")).isNull();
    }

    @ParameterizedTest
    @EnumSource(names = {"REST_API", "HTTP_API"})
    void token_withoutAudienceOrOfAnotherUse_isRefused(Gateway gateway) {
        ObjectNode none = gateway.event();
        claims(none).remove("aud");
        assertThat(caller(none, CLIENT)).isNull();
        ObjectNode refresh = gateway.event();
        claims(refresh).put("token_use", "refresh").put("client_id", CLIENT);
        assertThat(caller(refresh, CLIENT)).isNull();
    }

    @Test
    void severalAudiences_inTheTextOfAnHttpApi_areSeveral() {
        ObjectNode event = Gateway.HTTP_API.event();
        claims(event).put("aud", "[first " + CLIENT + "]");
        assertThat(caller(event, CLIENT)).isNotNull();
        assertThat(caller(event, "second")).isNull();
    }

    /** A REST API writes no brackets, so this is one audience with a strange name. */
    @Test
    void severalAudiences_inTheTextOfARestApi_areOne() {
        ObjectNode event = Gateway.REST_API.event();
        claims(event).put("aud", "[first " + CLIENT + "]");
        assertThat(caller(event, CLIENT)).isNull();
    }

    @Test
    void portalsAuthorizer_checksTheAudienceItself() {
        assertThat(caller(Gateway.file("rest-api-portal"), CLIENT)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void noClients_acceptTheTokensThatTheGatewayAccepts(String none) {
        assertThat(caller(Gateway.HTTP_API.event(), none)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,", ",", "a,,b"})
    void emptyClient_isRefusedAtTheStart(String clients) {
        assertThatThrownBy(() -> config("OIDC_AUDIENCE", clients))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("OIDC_AUDIENCE '" + clients + "' must be client ids");
    }

    private static ObjectNode claims(ObjectNode event) {
        ObjectNode authorizer = (ObjectNode) Gateway.context(event).get("authorizer");
        return (ObjectNode) (authorizer.has("jwt") ? authorizer.get("jwt") : authorizer).get("claims");
    }

    private static @Nullable Caller caller(ObjectNode event, String clients) {
        byte[] bytes = event.toString().getBytes(StandardCharsets.UTF_8);
        return GatewayEvent.read(
                        bytes,
                        new JacksonCodec(),
                        config("OIDC_AUDIENCE", clients).clients())
                .caller();
    }

    private static FunctionConfig config(String name, String value) {
        Map<String, String> variables =
                new HashMap<>(Map.of("AWS_REGION", "eu-central-1", "PORTAL_ORIGINS", "https://portal.example.com"));
        variables.put(name, value);
        return FunctionConfig.fromEnvironment(variables);
    }
}
