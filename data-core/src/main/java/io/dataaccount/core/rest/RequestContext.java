package io.dataaccount.core.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.error.SafeText;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.rest.RequestObserver.Completed;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The data of a request that become known while it is processed. For one thread. */
final class RequestContext {
    private static final Logger LOG = System.getLogger(RequestContext.class.getName());

    /** The maximum length of a use case id. An invalid one in a path may be as long as a URL. */
    private static final int MAX_ID_LENGTH = 128;

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
        return id == null ? null : encoded(id);
    }

    /**
     * A valid id stays as it is. An invalid one could otherwise be the sentence of a log line for which the operator has
     * an alarm. Some gateways have decoded it, others have not, so its percent signs stay.
     */
    private static String encoded(String id) {
        String text = URLEncoder.encode(id, UTF_8).replace("%25", "%").replace("+", "%20");
        return text.length() <= MAX_ID_LENGTH ? text : text.substring(0, MAX_ID_LENGTH) + "…";
    }
}
