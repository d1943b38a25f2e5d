package io.dataaccount.core.rest;

import io.dataaccount.core.model.user.Caller;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The call that returns the OpenAPI description, {@code openapi.json} next to this class. */
final class OpenApiJson {
    static final String PATH = RestApi.BASE_PATH + "/openapi.json";

    /** Loaded on the first request, and only once, so that it does not delay a cold start. */
    private volatile @Nullable Map<String, Object> document;

    /** Reads only the query, because adapters do not read the body of an unauthenticated request. */
    static RequestReader input(RequestReader input) {
        input.parameters(List.of());
        return input;
    }

    Map<String, Object> document(@Nullable Caller anybody, RequestReader input) {
        Map<String, Object> known = document;
        if (known == null) {
            known = input.tree(text());
            document = known;
        }
        return known;
    }

    private static String text() {
        try (InputStream in = OpenApiJson.class.getResourceAsStream("openapi.json")) {
            if (in == null) {
                throw new IllegalStateException("openapi.json is not beside its class");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
