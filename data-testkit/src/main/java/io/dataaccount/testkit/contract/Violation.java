package io.dataaccount.testkit.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import java.util.stream.Stream;

/**
 * Where a request or an answer is not as the description has it.
 *
 * @param where a name, or a JSON pointer into a body
 */
record Violation(String where, String what) {
    /** @param where comes before the places in the value */
    static Stream<Violation> of(String where, JsonSchema schema, JsonNode value) {
        return schema.validate(value).stream()
                .map(each -> new Violation(where + each.getInstanceLocation(), each.getMessage()));
    }
}
