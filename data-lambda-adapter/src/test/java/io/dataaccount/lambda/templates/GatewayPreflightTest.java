package io.dataaccount.lambda.templates;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.core.model.bucket.Origin;
import io.dataaccount.core.rest.ResponseFilter;
import io.dataaccount.core.rest.RestResponse;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.velocity.VelocityContext;
import org.apache.velocity.app.VelocityEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The gateway responds to preflight requests as the function would, without calling it. Velocity runs the mapping
 * template.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings.html">Mapping templates</a>
 */
class GatewayPreflightTest {
    private static final Template TEMPLATE = Template.read(Template.PORTAL);
    private static final String ORIGINS =
            " https://portal.example.com ,https://other.example.com,\thttps://[::1]:8443, https://portal.example.com";

    private static Stream<Object> preflights() {
        Evaluation evaluation = new Evaluation(TEMPLATE, Map.of("PortalOrigins", ORIGINS));
        return Tree.all(Tree.at(evaluation.properties("Api"), "DefinitionBody", "paths"), "options");
    }

    @Test
    void everyPreflight_isAMockWithTheSameResponse() {
        assertThat(preflights().collect(Collectors.toSet())).hasSize(1);
        Object preflight = preflights().findFirst().orElseThrow();
        assertThat(Tree.at(preflight, "x-amazon-apigateway-integration", "type"))
                .isEqualTo("mock");
        assertThat(Tree.map(Tree.at(preflight, "responses"))).containsKey("204");
        assertThat(Tree.map(preflight)).doesNotContainKey("security");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://portal.example.com",
                "https://other.example.com",
                "https://[::1]:8443",
                "https://portal.example.com.evil.example",
                "https://portal.example",
                "https://portalxexample.com",
                "https://other.example.com,https://portal.example.com",
                "http://portal.example.com",
                "null",
                "*",
                " ",
                "",
            })
    void response_isThatOfTheFunction(String origin) {
        ResponseFilter filter = new ResponseFilter(Stream.of(ORIGINS.split(","))
                .map(each -> new Origin(each.strip()))
                .toList());
        ResponseFilter.Client client = new ResponseFilter.Client("OPTIONS", origin, "POST", null);
        Map<String, String> expected = filter.preflight(client)
                .map(response -> filter.apply(response, client))
                .map(RestResponse::headers)
                .orElse(Map.of());
        assertThat(headers(Map.of("Origin", origin))).isEqualTo(expected);
        assertThat(headers(Map.of("origin", origin))).isEqualTo(expected);
    }

    @Test
    void requestWithoutOrigin_getsNoHeaders() {
        assertThat(headers(Map.of())).isEmpty();
    }

    /** The headers that the template sets. API Gateway refuses a template that sets one twice. */
    private static Map<String, String> headers(Map<String, String> request) {
        String template = (String) Tree.all(preflights().findFirst().orElseThrow(), "responseTemplates")
                .map(templates -> Tree.at(templates, "application/json"))
                .findFirst()
                .orElseThrow();
        Map<String, String> overridden = new HashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            public String put(String name, String value) {
                assertThat(super.put(name, value)).as(name).isNull();
                return value;
            }
        };
        VelocityContext context = new VelocityContext();
        context.put("context", Map.of("responseOverride", Map.of("header", overridden)));
        context.put("input", new Input(request));
        VelocityEngine engine = new VelocityEngine();
        engine.setProperty("parser.allow_hyphen_in_identifiers", true);
        StringWriter body = new StringWriter();
        engine.evaluate(context, body, "preflight", template);
        assertThat(body.toString()).isEmpty();
        return overridden;
    }

    /** The variable {@code $input} of API Gateway. */
    public static final class Input {
        private final Map<String, String> headers;

        Input(Map<String, String> headers) {
            this.headers = headers;
        }

        public Map<String, Map<String, String>> params() {
            return Map.of("header", headers);
        }
    }

    @Test
    void origins_areAllowedByTheParameter() {
        assertThat(ORIGINS)
                .matches((String) Tree.at(TEMPLATE.section("Parameters"), "PortalOrigins", "AllowedPattern"));
        assertThat(List.of(ORIGINS.split(","))).hasSize(4);
    }
}
