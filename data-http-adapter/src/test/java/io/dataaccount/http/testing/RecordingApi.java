package io.dataaccount.http.testing;

import io.dataaccount.core.rest.RestRequest;
import io.dataaccount.core.rest.RestResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Stands where the contract stands, keeps what it is asked and answers 299, which nothing else here does. */
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
