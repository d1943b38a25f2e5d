package io.dataaccount.core.rest;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the operation for a method and a path.
 *
 * @param operations all operations
 */
record Router(List<Operation<?, ?>> operations) {
    /** An operation and the variables of its path. */
    record Match(Operation<?, ?> operation, Map<String, String> variables) {}

    /** @throws DataException NO_SUCH_ROUTE; METHOD_NOT_ALLOWED with the allowed methods */
    Match route(String method, String path) {
        String wanted = method.equals("HEAD") ? "GET" : method;
        List<String> allowed = new ArrayList<>();
        for (Operation<?, ?> operation : operations) {
            Optional<Map<String, String>> variables = operation.match(path);
            if (variables.isPresent()) {
                if (operation.method().equals(wanted)) {
                    return new Match(operation, variables.get());
                }
                allowed.add(operation.method());
            }
        }
        if (allowed.isEmpty()) {
            throw new DataException(
                    ErrorCode.NO_SUCH_ROUTE,
                    "There is no call at this path: the calls are below " + RestApi.BASE_PATH + ".");
        }
        throw new MethodNotAllowedException(path, String.join(", ", allowed));
    }
}
