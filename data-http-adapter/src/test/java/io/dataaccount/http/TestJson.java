package io.dataaccount.http;

import io.dataaccount.core.rest.JsonCodec;

/** The door's JSON, for tests of other packages. */
public final class TestJson {
    private TestJson() {}

    public static JsonCodec json() {
        return new JacksonJson();
    }
}
