package io.dataaccount.aws.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;

/** An HTTP client that sends nothing and returns the responses of a script. */
public record CannedHttp(Function<SdkHttpRequest, Response> script) implements SdkHttpClient {
    /** @param body null for no body */
    public record Response(
            int status, String contentType, @Nullable String body) {}

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        Response response = script.apply(request.httpRequest());
        HttpExecuteResponse.Builder built = HttpExecuteResponse.builder()
                .response(SdkHttpFullResponse.builder()
                        .statusCode(response.status())
                        .putHeader("Content-Type", response.contentType())
                        .build());
        String body = response.body();
        if (body != null) {
            built.responseBody(AbortableInputStream.create(new ByteArrayInputStream(body.getBytes(UTF_8))));
        }
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() {
                return built.build();
            }

            @Override
            public void abort() {}
        };
    }

    @Override
    public void close() {}
}
