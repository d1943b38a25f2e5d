package io.dataaccount.http.testing;

import io.dataaccount.aws.json.JacksonCodec;
import io.dataaccount.core.json.JsonCodec;

/** The JSON codec of the adapter, for tests of other packages. */
public final class TestJson {
    private TestJson() {}

    public static JsonCodec json() {
        return new JacksonCodec();
    }
}
