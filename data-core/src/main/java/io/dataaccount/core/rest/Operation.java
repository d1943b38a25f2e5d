package io.dataaccount.core.rest;

import io.dataaccount.core.model.user.Caller;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * One operation of the contract: its method and path, and how it converts a request to a command, runs it, and converts
 * the result to a response.
 *
 * @param method the HTTP method
 * @param path a template with variables in braces, each a whole segment
 * @param open whether it needs no authentication; then there may be no caller
 * @param streamed whether its responses can be long, so that the body is created while it is written
 * @param constant whether its body is always the same, so that it is created once
 * @param status the HTTP status of a result
 * @param command reads the command from the request
 * @param run runs the application service
 * @param body converts the result to the body of the response
 */
record Operation<C, R>(
        String method,
        String path,
        boolean open,
        boolean streamed,
        boolean constant,
        ToIntFunction<R> status,
        Function<RequestReader, C> command,
        BiFunction<Caller, C, R> run,
        Function<R, Map<String, Object>> body) {

    static <C, R> Operation<C, R> op(
            String method,
            String path,
            int success,
            Function<RequestReader, C> command,
            BiFunction<Caller, C, R> run,
            Function<R, Map<String, Object>> body) {
        return new Operation<>(method, path, false, false, false, result -> success, command, run, body);
    }

    Operation<C, R> withoutAuthentication() {
        return new Operation<>(method, path, true, streamed, constant, status, command, run, body);
    }

    Operation<C, R> streaming() {
        return new Operation<>(method, path, open, true, constant, status, command, run, body);
    }

    Operation<C, R> asConstant() {
        return new Operation<>(method, path, open, streamed, true, status, command, run, body);
    }

    Operation<C, R> withStatus(ToIntFunction<R> success) {
        return new Operation<>(method, path, open, streamed, constant, success, command, run, body);
    }

    /** The method and the path template. */
    String route() {
        return method + " " + path;
    }

    /** The variables of the path; empty if it does not match the template. */
    Optional<Map<String, String>> match(String actual) {
        List<String> wanted = List.of(path.split("/", -1));
        List<String> given = List.of(actual.split("/", -1));
        if (wanted.size() != given.size()) {
            return Optional.empty();
        }
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = 0; i < wanted.size(); i++) {
            String segment = wanted.get(i);
            if (segment.startsWith("{") && !given.get(i).isEmpty()) {
                variables.put(segment.substring(1, segment.length() - 1), given.get(i));
            } else if (!segment.equals(given.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }

    Outcome run(RequestReader input, @Nullable Caller caller) {
        R result = run.apply(caller, command.apply(input));
        return new Outcome(status.applyAsInt(result), body.apply(result));
    }

    record Outcome(int status, Map<String, Object> body) {}
}
