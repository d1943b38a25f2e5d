package io.dataaccount.aws.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.account.Credentials;
import io.dataaccount.core.model.account.Region;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;

/** A store with a fake S3 whose responses the test defines, and which records its requests. */
final class ScriptedS3 implements SdkHttpClient {
    /**
     * @param body null for no body, as in responses to HEAD
     * @param headers replace the default content type, too
     */
    record Response(int status, @Nullable String body, Map<String, String> headers) {
        Response(int status, @Nullable String body) {
            this(status, body, Map.of());
        }
    }

    /** A session for requests to the store. */
    static final AccountSession ACCESS = new AccountSession(
            new AccountId("111122223333"),
            "arn:aws:iam::111122223333:role/Data",
            new Credentials("AKIDEXAMPLE", "secret", null, null));

    private final Queue<SdkHttpRequest> requests = new ConcurrentLinkedQueue<>();
    private final Queue<String> bodies = new ConcurrentLinkedQueue<>();
    private final Function<SdkHttpRequest, @Nullable Response> script;

    /** @param script returns null if the connection is to break before a response */
    ScriptedS3(Function<SdkHttpRequest, @Nullable Response> script) {
        this.script = script;
    }

    static ScriptedS3 always(int status, @Nullable String body) {
        return always(new Response(status, body));
    }

    static ScriptedS3 always(Response response) {
        return new ScriptedS3(request -> response);
    }

    S3BucketStore store() {
        return store(ListedRegions.LIMIT);
    }

    S3BucketStore store(Duration regionLimit) {
        return store(regionLimit, calls -> {});
    }

    /** A store that sends no request again, so that a test does not wait. */
    S3BucketStore storeWithoutRetries() {
        return store(ListedRegions.LIMIT, calls -> calls.retryStrategy(AwsRetryStrategy.doNotRetry()));
    }

    private S3BucketStore store(Duration regionLimit, Consumer<ClientOverrideConfiguration.Builder> customizer) {
        return new S3BucketStore(
                new S3Clients(this, URI.create("http://localhost"), true, customizer), Region.US_EAST_1, regionLimit);
    }

    List<SdkHttpRequest> requests() {
        return List.copyOf(requests);
    }

    /** The bodies of all requests with a body. */
    List<String> bodies() {
        return List.copyOf(bodies);
    }

    /** Method and path of every request, and the name of its first query parameter. */
    List<String> operations() {
        return requests().stream()
                .map(request -> request.method() + " " + request.encodedPath()
                        + request.rawQueryParameters().keySet().stream()
                                .findFirst()
                                .map(name -> "?" + name)
                                .orElse(""))
                .toList();
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                requests.add(request.httpRequest());
                if (request.contentStreamProvider().isPresent()) {
                    try (InputStream body =
                            request.contentStreamProvider().get().newStream()) {
                        bodies.add(new String(body.readAllBytes(), UTF_8));
                    }
                }
                Response response = script.apply(request.httpRequest());
                if (response == null) {
                    throw new IOException("the connection broke");
                }
                SdkHttpFullResponse.Builder head = SdkHttpFullResponse.builder()
                        .statusCode(response.status())
                        .putHeader("Content-Type", "application/xml");
                response.headers().forEach(head::putHeader);
                HttpExecuteResponse.Builder answer =
                        HttpExecuteResponse.builder().response(head.build());
                String body = response.body();
                if (body != null) {
                    answer.responseBody(AbortableInputStream.create(new ByteArrayInputStream(body.getBytes(UTF_8))));
                }
                return answer.build();
            }

            @Override
            public void abort() {}
        };
    }

    @Override
    public void close() {}
}
