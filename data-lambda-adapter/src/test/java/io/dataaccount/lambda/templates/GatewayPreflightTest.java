package io.dataaccount.lambda.templates;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.core.model.bucket.Origin;
import io.dataaccount.core.rest.ResponseFilter;
import io.dataaccount.core.rest.RestResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The gateway responds to preflight requests as the function would, without calling it. */
class GatewayPreflightTest {
    private static final Template TEMPLATE = Template.read(Template.PORTAL);
    private static final String ORIGINS = "https://portal.example.com, https://other.example.com";

    private static Stream<Object> preflights() {
        Object paths = Tree.at(
                new Evaluation(TEMPLATE, Map.of("PortalOrigins", ORIGINS)).value(TEMPLATE.properties("Api")),
                "DefinitionBody",
                "paths");
        return Tree.all(paths, "options");
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

    @Test
    void response_hasTheHeadersOfTheFunction() {
        String template = (String) Tree.all(preflights().findFirst().orElseThrow(), "responseTemplates")
                .map(templates -> Tree.at(templates, "application/json"))
                .findFirst()
                .orElseThrow();
        ResponseFilter filter = new ResponseFilter(List.of(new Origin("https://portal.example.com")));
        ResponseFilter.Client client = new ResponseFilter.Client("OPTIONS", "https://portal.example.com", "POST", null);
        RestResponse expected = filter.apply(filter.preflight(client).orElseThrow(), client);
        assertThat(expected.status()).isEqualTo(204);
        Map<String, String> headers = expected.headers();
        assertThat(headers.keySet())
                .allSatisfy(name -> assertThat(template)
                        .contains("#set($context.responseOverride.header." + name + " = "
                                + (name.equals("Access-Control-Allow-Origin")
                                        ? "$origin"
                                        : "\"" + headers.get(name) + "\"")
                                + ")"));
        assertThat(template.split("responseOverride", -1)).hasSize(headers.size() + 1);
        assertThat(template).contains("#set($origins = \"" + ORIGINS + "\")").doesNotContain("\n");
    }
}
