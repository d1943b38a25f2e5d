package io.dataaccount.core.rest;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The request id in response and logs: the client's own if it has the right form, else a random UUID. */
final class RequestId {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._=-]{8,128}");

    private RequestId() {}

    static String of(@Nullable String given) {
        return given != null && FORM.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString();
    }
}
