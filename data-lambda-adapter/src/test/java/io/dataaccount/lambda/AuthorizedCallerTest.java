package io.dataaccount.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.dataaccount.aws.json.JacksonCodec;
import io.dataaccount.core.model.user.Caller;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizedCallerTest {
    private static final String COGNITO = "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI";

    private static final Caller ANA = new Caller("c3d4e5f6-1111-2222-3333-444455556666", "ana", true);

    @Test
    void cognitoClaims_ofARestApi_areTheCaller() {
        assertThat(caller(Gateway.REST_API.event())).isEqualTo(ANA);
    }

    @Test
    void jwtClaims_ofAnHttpApi_areTheCaller() {
        assertThat(caller(Gateway.HTTP_API.event())).isEqualTo(ANA);
    }

    @Test
    void flatMap_ofThePortalsAuthorizer_isTheCallerInEitherFormat() {
        ObjectNode rest = Gateway.file("rest-api-portal");
        assertThat(caller(rest)).isEqualTo(new Caller("u-42", "bo", true));
        ObjectNode http = Gateway.HTTP_API.event();
        Gateway.context(http)
                .putObject("authorizer")
                .set("lambda", Gateway.context(rest).get("authorizer"));
        assertThat(caller(http)).isEqualTo(new Caller("u-42", "bo", true));
    }

    @Test
    void groups_asAList_makeAnAdministrator() {
        ObjectNode event = Gateway.HTTP_API.event();
        ObjectNode flat = Gateway.context(event).putObject("authorizer").putObject("lambda");
        flat.put("userId", "u-1").putArray("groups").add("Viewers").add("PortalAdmin");
        assertThat(caller(event)).isEqualTo(new Caller("u-1", "u-1", true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PortalAdmin", "Viewers,PortalAdmin", "[PortalAdmin]", "[Viewers PortalAdmin]"})
    void groupsOfCognito_inTheTextOfEitherGateway_makeAnAdministrator(String groups) {
        assertThat(ofClaims(COGNITO, "cognito:groups", groups).portalAdmin()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[",
                "[]",
                "portaladmin",
                "PortalAdmins",
                "NotPortalAdmin",
                "Former PortalAdmin",
                "Viewers,Former PortalAdmin",
                "[\"PortalAdmin\"]",
                "[x,PortalAdmin]",
                "[PortalAdmin"
            })
    void groupsOfCognito_ofOtherNames_doNot(String groups) {
        assertThat(ofClaims(COGNITO, "cognito:groups", groups).portalAdmin()).isFalse();
    }

    /** With another issuer, or in another claim, users may be free to choose group names, so a text is one name. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a,PortalAdmin",
                "PortalAdmin,a",
                "[a PortalAdmin]",
                "[Former PortalAdmin]",
                "[a,PortalAdmin]",
                "[\"a\",\"PortalAdmin\"]",
                " PortalAdmin"
            })
    void groupThatIsNamedLikeAList_makesNoAdministrator(String groups) {
        for (String issuer : new String[] {
            "https://issuer.example.com",
            "https://cognito-idp.eu-central-1.amazonaws.com.evil.example/eu-central-1_AbCdEfGhI",
            "https://cognito-idp.evil.example/x.amazonaws.com/eu-central-1_AbCdEfGhI",
            "http://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI",
            ""
        }) {
            assertThat(ofClaims(issuer, "cognito:groups", groups).portalAdmin())
                    .as(issuer)
                    .isFalse();
        }
        assertThat(ofClaims(COGNITO, "groups", groups).portalAdmin()).isFalse();
    }

    @Test
    void groupAlone_makesAnAdministratorWhoeverTheIssuerIs() {
        for (String claim : new String[] {"groups", "cognito:groups"}) {
            assertThat(ofClaims("https://issuer.example.com", claim, "PortalAdmin")
                            .portalAdmin())
                    .isTrue();
            assertThat(ofHttpApi(claim, "[PortalAdmin]").portalAdmin()).isTrue();
        }
    }

    /**
     * REST APIs do not write brackets, so they are part of the group's name. HTTP APIs add a second pair of brackets.
     */
    @Test
    void groupThatIsNamedInBrackets_makesNoAdministrator() {
        assertThat(ofClaims("https://issuer.example.com", "groups", "[PortalAdmin]")
                        .portalAdmin())
                .isFalse();
        assertThat(ofHttpApi("groups", "[[PortalAdmin]]").portalAdmin()).isFalse();
        assertThat(ofHttpApi("groups", "[a PortalAdmin]").portalAdmin()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PortalAdmin", "[\"PortalAdmin\"]", "[\"a,b\", \"PortalAdmin\"]"})
    void groupsOfThePortal_asOneNameOrJson_makeAnAdministrator(String groups) {
        assertThat(ofPortal("groups", groups).portalAdmin()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a,PortalAdmin",
                "[a PortalAdmin]",
                "[PortalAdmin]",
                "[\"a,PortalAdmin\"]",
                "[\"a\\\",\\\"PortalAdmin\"]",
                "[[\"PortalAdmin\"]]",
                "[\"PortalAdmin\"",
                "{\"PortalAdmin\":1}"
            })
    void groupsOfThePortal_inAnotherForm_doNot(String groups) {
        assertThat(ofPortal("groups", groups).portalAdmin()).isFalse();
    }

    @Test
    void role_makesAnAdministrator_whereTheAuthorizerPutsIt() {
        assertThat(ofClaim("custom:role", "PortalAdmin").portalAdmin()).isTrue();
        assertThat(ofClaim("custom:role", "Viewer").portalAdmin()).isFalse();
        assertThat(ofClaim("role", "PortalAdmin").portalAdmin()).isFalse();
        assertThat(ofClaim("groups", "PortalAdmin").portalAdmin()).isTrue();
        assertThat(ofPortal("role", "PortalAdmin").portalAdmin()).isTrue();
        assertThat(ofPortal("role", "DataScientist").portalAdmin()).isFalse();
        assertThat(ofPortal("custom:role", "PortalAdmin").portalAdmin()).isFalse();
    }

    @Test
    void name_isTheBestThereIs() {
        assertThat(ofClaim("username", "ana").name()).isEqualTo("ana");
        assertThat(ofClaim("email", "ana@example.com").name()).isEqualTo("ana@example.com");
        assertThat(ofClaim("cognito:username", " ").name()).isEqualTo("u-1");
        assertThat(ofPortal("email", "bo@example.com").name()).isEqualTo("bo@example.com");
    }

    @ParameterizedTest
    @EnumSource
    void authorizer_thatIsMissingOrNamesNobody_isNobody(Gateway gateway) {
        for (String authorizer : new String[] {
            "null",
            "{}",
            "[]",
            "\"u-1\"",
            "{\"claims\":{}}",
            "{\"claims\":{\"sub\":\" \"}}",
            "{\"claims\":{\"sub\":7}}",
            "{\"claims\":{\"email\":\"ana@example.com\",\"custom:role\":\"PortalAdmin\"}}",
            "{\"jwt\":{\"claims\":{\"sub\":\"\"}}}",
            "{\"jwt\":{}}",
            "{\"lambda\":{\"role\":\"PortalAdmin\"}}",
            "{\"lambda\":null}",
            "{\"principalId\":\"u-1\",\"role\":\"PortalAdmin\"}"
        }) {
            ObjectNode event = gateway.event();
            Gateway.context(event).putRawValue("authorizer", new RawValue(authorizer));
            assertThat(caller(event)).as(authorizer).isNull();
        }
        ObjectNode none = gateway.event();
        Gateway.context(none).remove("authorizer");
        assertThat(caller(none)).isNull();
    }

    @Test
    void iam_isNobody() {
        assertThat(caller(Gateway.FUNCTION_URL.event())).isNull();
        ObjectNode rest = Gateway.REST_API.event();
        Gateway.context(rest).remove("authorizer");
        Gateway.context(rest).withObject("/identity").put("userArn", "arn:aws:iam::111122223333:user/ana");
        assertThat(caller(rest)).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void headersAndBodies_nameNobody(Gateway gateway) {
        ObjectNode event = gateway.event();
        Gateway.context(event).remove("authorizer");
        gateway.header(event, "Authorization", "Bearer e30.eyJzdWIiOiJ1LTEifQ.");
        gateway.header(event, "X-Amzn-Oidc-Identity", "u-1");
        gateway.header(event, "userId", "u-1");
        event.withObject("/authorizer").put("userId", "u-1");
        event.put("body", "{\"requestContext\":{\"authorizer\":{\"userId\":\"u-1\"}}}");
        assertThat(caller(event)).isNull();
    }

    private static Caller ofClaim(String name, String value) {
        return ofClaims(COGNITO, name, value);
    }

    private static Caller ofClaims(String issuer, String name, String value) {
        ObjectNode event = Gateway.REST_API.event();
        Gateway.context(event)
                .putObject("authorizer")
                .putObject("claims")
                .put("sub", "u-1")
                .put("iss", issuer)
                .put(name, value);
        return requireNonNull(caller(event));
    }

    private static Caller ofHttpApi(String name, String value) {
        ObjectNode event = Gateway.HTTP_API.event();
        Gateway.context(event)
                .putObject("authorizer")
                .putObject("jwt")
                .putObject("claims")
                .put("sub", "u-1")
                .put("iss", "https://issuer.example.com")
                .put(name, value);
        return requireNonNull(caller(event));
    }

    private static Caller ofPortal(String name, String value) {
        ObjectNode event = Gateway.REST_API.event();
        Gateway.context(event).putObject("authorizer").put("userId", "u-1").put(name, value);
        return requireNonNull(caller(event));
    }

    private static @Nullable Caller caller(ObjectNode event) {
        return GatewayEvent.read(event.toString().getBytes(UTF_8), new JacksonCodec(), AcceptedClients.ANY)
                .caller();
    }
}
