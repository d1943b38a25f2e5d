package io.dataaccount.http.testing;

import io.dataaccount.core.rest.RestRequest;
import io.dataaccount.core.rest.RestResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Replaces the REST API: records the requests and responds with 299, a status that nothing else here uses. */
public final class RecordingApi implements Function<RestRequest, RestResponse> {
    public final List<RestRequest> requests = new CopyOnWriteArrayList<>();

    @Override
    public RestResponse apply(RestRequest request) {
        requests.add(request);
        return new RestResponse(
                299,
                Map.of("Content-Type", "application/json", "X-Request-Id", "id-of-the-api"),
                "{\"from\":\"api\"}".getBytes(StandardCharsets.UTF_8));
    }

    public RestRequest last() {
        return requests.get(requests.size() - 1);
    }
}
