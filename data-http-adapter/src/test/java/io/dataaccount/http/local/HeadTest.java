package io.dataaccount.http.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.http.junit.DataAccountExtension;
import io.dataaccount.http.testing.HttpCalls;
import io.dataaccount.testkit.contract.RecordedResponse;
import io.dataaccount.testkit.contract.RestCall;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(DataAccountExtension.class)
class HeadTest {
    @ParameterizedTest
    @ValueSource(strings = {"/", "/page-config.json", "/metrics", "/healthz", "/readyz", "/assets/none.js"})
    void head_hasTheStatusAndHeadersOfGet(String path, DataAccountServer server) {
        RecordedResponse get = HttpCalls.send(server.uri(), new RestCall("GET", path, Map.of(), new byte[0]));
        RecordedResponse head = HttpCalls.send(server.uri(), new RestCall("HEAD", path, Map.of(), new byte[0]));

        assertThat(head.status()).isEqualTo(get.status());
        assertThat(head.body()).isEmpty();
        assertThat(lasting(head)).isEqualTo(lasting(get));
    }

    /** The headers that do not differ from response to response. */
    private static Map<String, String> lasting(RecordedResponse response) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(response.headers());
        headers.keySet().removeAll(List.of("Date", "X-Request-Id", "Content-Length"));
        return headers;
    }
}
