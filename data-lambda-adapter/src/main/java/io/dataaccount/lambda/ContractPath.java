package io.dataaccount.lambda;

import io.dataaccount.core.rest.RestApi;
import org.jspecify.annotations.Nullable;

/**
 * Finds the path of the contract in the path of an event. A prefix before it is the name of the stage, or the base path
 * of an API mapping of a custom domain, or both. Which of them the event contains depends on the gateway and on the URL
 * that the client used.
 *
 * <p>The prefix may itself begin with the base path of the contract. No path of the contract contains another one, so
 * the result does not depend on the names in the path, such as the id of a use case.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mappings.html">API mappings</a>
 */
final class ContractPath {
    /** The value of {@code basePathMatched} if the mapping has no base path. */
    private static final String NO_BASE_PATH = "(none)";

    private ContractPath() {}

    /**
     * The path from where a path of the contract begins; the whole path if there is none in it.
     *
     * @param path the path in the event
     * @param context the {@code requestContext} of the event. REST APIs name the base path of the mapping there, HTTP
     *     APIs do not
     */
    static String of(String path, JsonView context) {
        String mapping = mapping(context);
        if (mapping != null && path.startsWith(mapping)) {
            String below = path.substring(mapping.length());
            int start = start(below);
            if (start >= 0 && RestApi.mayBeRouted(below.substring(start))) {
                return below.substring(start);
            }
        }
        int start = start(path); // the mapping may be the base path of the contract
        return start < 0 ? path : path.substring(start);
    }

    private static @Nullable String mapping(JsonView context) {
        return context.object("customDomain").value("basePathMatched") instanceof String name
                        && !name.isEmpty()
                        && !name.equals(NO_BASE_PATH)
                ? "/" + name
                : null;
    }

    /** Where the first path begins that an operation may have; otherwise where the first base path begins, or -1. */
    private static int start(String path) {
        int first = -1;
        for (int at = path.indexOf(RestApi.BASE_PATH); at >= 0; at = path.indexOf(RestApi.BASE_PATH, at + 1)) {
            int end = at + RestApi.BASE_PATH.length();
            if (end < path.length() && path.charAt(end) != '/') {
                continue;
            }
            if (RestApi.mayBeRouted(path.substring(at))) {
                return at;
            }
            first = first < 0 ? at : first;
        }
        return first;
    }
}
