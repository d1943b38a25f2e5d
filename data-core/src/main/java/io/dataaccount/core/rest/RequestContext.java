package io.dataaccount.core.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.error.SafeText;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.rest.RequestObserver.Completed;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The data of a request that become known while it is processed. For one thread. */
final class RequestContext {
    private static final Logger LOG = System.getLogger(RequestContext.class.getName());

    /** The maximum length of a use case id. An invalid one in a path may be as long as a URL. */
    private static final int MAX_ID_LENGTH = 128;

    /** An invalid id could otherwise be the sentence of a log line for which the operator has an alarm. */
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9._-]{1," + MAX_ID_LENGTH + "}");

    private final long began = System.nanoTime();
    private final String requestId;
    private final @Nullable Caller caller;
    private Router.@Nullable Match match;
    private @Nullable ErrorCode code;

    RequestContext(String requestId, @Nullable Caller caller) {
        this.requestId = requestId;
        this.caller = caller;
    }

    String requestId() {
        return requestId;
    }

    void routed(Router.Match found) {
        match = found;
    }

    void failed(ErrorCode why) {
        code = why;
    }

    void notify(RequestObserver observer, int status) {
        try {
            observer.completed(new Completed(
                    requestId,
                    caller == null ? null : caller.userId().value(),
                    match == null ? null : match.operation().route(),
                    match == null ? null : usecaseId(match.variables()),
                    status,
                    code == null ? null : code.id(),
                    Duration.ofNanos(System.nanoTime() - began)));
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "the observer of requests failed", SafeText.throwable(e));
        }
    }

    private static @Nullable String usecaseId(Map<String, String> variables) {
        String id = variables.get("usecase_id");
        return id == null || SAFE.matcher(id).matches() ? id : escaped(id);
    }

    /** The beginning of an id that no use case has, as a part of a path of a URL. */
    private static String escaped(String id) {
        StringBuilder text = new StringBuilder();
        for (byte b : id.getBytes(UTF_8)) {
            if (text.length() >= MAX_ID_LENGTH) {
                return text.append('…').toString();
            }
            char c = (char) (b & 0xFF);
            text.append(c == '%' || isOfAnId(c) ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return text.toString();
    }

    private static boolean isOfAnId(char c) {
        return SAFE.matcher(String.valueOf(c)).matches();
    }
}
