package io.dataaccount.testkit.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import java.util.stream.Stream;

/**
 * A difference between a request or a response and the OpenAPI document.
 *
 * @param where the name of a parameter or header, or a JSON pointer into a body
 * @param what the problem
 */
record Violation(String where, String what) {
    /** @param where a prefix for the locations in the value */
    static Stream<Violation> of(String where, JsonSchema schema, JsonNode value) {
        return schema.validate(value).stream()
                .map(each -> new Violation(where + each.getInstanceLocation(), each.getMessage()));
    }
}
