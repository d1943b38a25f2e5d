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
 * One row of the contract: a method and a path, and how a request becomes a command, a command a result, and a result
 * an answer.
 *
 * @param path a template whose variables stand in braces, each a whole segment
 * @param open whether it answers everybody, and then there may be no caller
 * @param streamed whether its answers may be long, and are made while they are written
 * @param constant whether its body is the same in every answer, so that it is made once
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

    /** The variables of the path, if it is one of this operation's. */
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

    Outcome answer(RequestReader input, @Nullable Caller caller) {
        R result = run.apply(caller, command.apply(input));
        return new Outcome(status.applyAsInt(result), body.apply(result));
    }

    record Outcome(int status, Map<String, Object> body) {}
}
