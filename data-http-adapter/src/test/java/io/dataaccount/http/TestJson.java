package io.dataaccount.http;

import io.dataaccount.core.rest.JsonText;

/** The door's JSON, for tests of other packages. */
public final class TestJson {
    private TestJson() {}

    public static JsonText json() {
        return new JacksonJson();
    }
}
