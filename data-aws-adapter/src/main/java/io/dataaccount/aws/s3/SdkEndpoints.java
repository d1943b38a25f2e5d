package io.dataaccount.aws.s3;

import static java.util.Objects.requireNonNull;

import io.dataaccount.aws.sdk.Deadline;
import io.dataaccount.aws.sdk.EmptyVariables;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.bucket.Bucket;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * The endpoints to which the SDK's S3 clients send uploads. A client of {@link S3Clients} builds a request, and an HTTP
 * client that sends nothing keeps it. So the endpoints are those of the other calls to S3, whatever decides about them:
 * environment variables, system properties, profiles or the SDK's rules. Safe for use by many threads.
 */
public final class SdkEndpoints {
    /** The last segment of the path of the requests. */
    public static final String KEY = "k";

    private static final int MAX_KNOWN = 1_000;

    /** Key: region and bucket. */
    private final Map<String, SdkHttpRequest> known = new ConcurrentHashMap<>();

    private final @Nullable URI endpoint;
    private final boolean pathStyle;

    /**
     * @param endpoint the URL of an S3-compatible server, for every region; null if the SDK decides
     * @param pathStyle whether URLs have the bucket name in the path and not in the host name
     */
    public SdkEndpoints(@Nullable URI endpoint, boolean pathStyle) {
        this.endpoint = endpoint;
        this.pathStyle = pathStyle;
    }

    /**
     * The request that uploads an object with the key {@link #KEY} to the bucket.
     *
     * @throws SdkClientException if the SDK's settings contradict each other
     */
    public SdkHttpRequest upload(Bucket bucket) {
        if (known.size() >= MAX_KNOWN) {
            known.clear();
        }
        return known.computeIfAbsent(
                bucket.region() + " " + bucket.name(),
                any -> Deadline.without(() -> Capture.upload(endpoint, pathStyle, bucket)));
    }

    /**
     * The URL of the S3-compatible server; empty for AWS.
     *
     * @throws SdkClientException if the SDK cannot read its settings
     */
    public Optional<URI> custom(Region region) {
        if (endpoint != null) {
            return Optional.of(endpoint);
        }
        return Capture.custom(pathStyle, region);
    }

    /** A class of its own, because the first upload URL of a process needs neither it nor the SDK's classes. */
    private static final class Capture {
        static SdkHttpRequest upload(@Nullable URI endpoint, boolean pathStyle, Bucket bucket) {
            EmptyVariables.hide();
            NotSending http = new NotSending();
            try (S3Clients clients = new S3Clients(http, endpoint, pathStyle)) {
                clients.at(bucket.region())
                        .putObject(put -> put.bucket(bucket.name().value()).key(KEY), RequestBody.empty());
            }
            return requireNonNull(http.request, "the SDK sent no request");
        }

        static Optional<URI> custom(boolean pathStyle, Region region) {
            EmptyVariables.hide();
            try (S3Clients clients = new S3Clients(new NotSending(), null, pathStyle)) {
                return clients.at(region).serviceClientConfiguration().endpointOverride();
            }
        }
    }

    private static final class NotSending implements SdkHttpClient {
        private volatile @Nullable SdkHttpRequest request;

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest prepared) {
            request = prepared.httpRequest();
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() {
                    return HttpExecuteResponse.builder()
                            .response(SdkHttpResponse.builder().statusCode(200).build())
                            .responseBody(AbortableInputStream.create(InputStream.nullInputStream()))
                            .build();
                }

                @Override
                public void abort() {}
            };
        }

        @Override
        public void close() {}
    }
}
