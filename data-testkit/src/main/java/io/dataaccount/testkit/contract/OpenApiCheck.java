package io.dataaccount.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Validates every call of the contract suites against the OpenAPI document. Each response must match the document. Each
 * request must match it too, unless it was refused as invalid. A request that was refused for an unknown field must not
 * match it.
 */
final class OpenApiCheck {
    /** Error codes that depend only on the request, not on the caller or on stored data. */
    private static final Set<String> INVALID_REQUEST = Set.of(
            "invalid_input",
            "malformed_json",
            "unknown_field",
            "payload_too_large",
            "unsupported_media_type",
            "no_such_route",
            "unauthenticated");

    private static final Pattern FILE = Pattern.compile("/files/(?<row>[0-9]+).*");

    private OpenApiCheck() {}

    /** Returns the response if the call matches the document; otherwise fails. */
    static RecordedResponse check(OpenApi openApi, RestCall call, RecordedResponse response) {
        Optional<OpenApiOperation> operation = openApi.operation(call);
        boolean head = call.method().equals("HEAD");
        if (operation.isPresent()) {
            checkResponse(operation.get(), call, response, head);
            if (response.body().length > 0) { // without a body, the reason of a refusal is unknown
                checkRequest(operation.get(), call, response);
            }
        } else {
            checkUnrouted(openApi, call, response, head);
        }
        return response;
    }

    private static void checkResponse(
            OpenApiOperation operation, RestCall call, RecordedResponse response, boolean head) {
        assertThat(operation.violations(response, head))
                .as("the response to %s does not match openapi.json: %s", call, response)
                .isEmpty();
    }

    private static void checkRequest(OpenApiOperation operation, RestCall call, RecordedResponse response) {
        String code = response.status() < 400 ? "" : response.text("code");
        List<Violation> violations = operation.violations(call);
        if (!INVALID_REQUEST.contains(code)) {
            assertThat(violations)
                    .filteredOn(each -> !isOfARefusedFile(each, response))
                    .as("the request %s does not match openapi.json, but was accepted: %s", call, response.status())
                    .isEmpty();
        }
        if (code.equals("unknown_field") && !operation.open()) {
            assertThat(violations)
                    .as("the request %s matches openapi.json, but was refused: %s", call, response)
                    .isNotEmpty();
        }
    }

    /** Whether the violation is in a file of a batch that was refused in its own row of the response. */
    private static boolean isOfARefusedFile(Violation violation, RecordedResponse response) {
        Matcher matcher = FILE.matcher(violation.where());
        if (response.status() != 200 || !matcher.matches()) {
            return false;
        }
        JsonNode row = response.json().path("uploads").path(Integer.parseInt(matcher.group("row")));
        return row.has("error");
    }

    private static void checkUnrouted(OpenApi openApi, RestCall call, RecordedResponse response, boolean head) {
        List<String> methods = openApi.methods(call);
        assertThat(response.status())
                .as("%s is not in openapi.json: %s", call, response)
                .isEqualTo(methods.isEmpty() ? 404 : 405);
        if (!methods.isEmpty()) {
            assertThat(response.header("Allow").orElse("").split(", "))
                    .as("methods of %s", call)
                    .containsExactlyInAnyOrderElementsOf(methods);
        }
        if (!head) {
            assertThat(openApi.problem().validate(response.json()))
                    .as("the response does not match the Problem of openapi.json: %s", response)
                    .isEmpty();
        }
    }
}
