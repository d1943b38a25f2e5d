package io.dataaccount.core.rest;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The id that answer and log have in common: the client's own where it has the form of one, else a random UUID. */
final class RequestId {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._=-]{8,128}");

    private RequestId() {}

    static String of(@Nullable String given) {
        return given != null && FORM.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString();
    }
}
