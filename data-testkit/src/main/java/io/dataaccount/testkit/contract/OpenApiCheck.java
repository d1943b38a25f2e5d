package io.dataaccount.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds every call of the contract suites to the contract's own description: each answer is one that is described, and
 * each request is, unless it was refused for its form. What was refused as unknown must not be described either.
 */
final class OpenApiCheck {
    /** Refusals of what was sent, whoever sent it and whatever is there. */
    private static final Set<String> OF_THE_FORM = Set.of(
            "invalid_input",
            "malformed_json",
            "unknown_field",
            "payload_too_large",
            "unsupported_media_type",
            "no_such_route",
            "unauthenticated");

    private static final Pattern FILE = Pattern.compile("/files/(?<row>[0-9]+).*");

    private OpenApiCheck() {}

    /** The answer, which is as it should be. */
    static RecordedResponse check(OpenApi openApi, RestCall call, RecordedResponse response) {
        Optional<OpenApiOperation> operation = openApi.operation(call);
        boolean head = call.method().equals("HEAD");
        if (operation.isPresent()) {
            checkAnswer(operation.get(), call, response, head);
            if (response.body().length > 0) { // which says why
                checkRequest(operation.get(), call, response);
            }
        } else {
            checkUnrouted(openApi, call, response, head);
        }
        return response;
    }

    private static void checkAnswer(
            OpenApiOperation operation, RestCall call, RecordedResponse response, boolean head) {
        assertThat(operation.violations(response, head))
                .as("what openapi.json does not have of the answer to %s: %s", call, response)
                .isEmpty();
    }

    private static void checkRequest(OpenApiOperation operation, RestCall call, RecordedResponse response) {
        String code = response.status() < 400 ? "" : response.text("code");
        List<Violation> violations = operation.violations(call);
        if (!OF_THE_FORM.contains(code)) {
            assertThat(violations)
                    .filteredOn(each -> !isOfARefusedFile(each, response))
                    .as(
                            "what openapi.json does not have of the request %s, which was taken: %s",
                            call, response.status())
                    .isEmpty();
        }
        if (code.equals("unknown_field") && !operation.open()) {
            assertThat(violations)
                    .as("what openapi.json does not have of the request %s, which was not taken: %s", call, response)
                    .isNotEmpty();
        }
    }

    /** A file of a batch is refused on its own row of the answer, and the others are not. */
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
                    .as("what openapi.json does not have of a Problem: %s", response)
                    .isEmpty();
        }
    }
}
