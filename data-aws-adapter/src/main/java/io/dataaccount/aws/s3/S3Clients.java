package io.dataaccount.aws.s3;

import io.dataaccount.aws.sdk.CallLimits;
import io.dataaccount.core.model.account.Region;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * One client a region, over one HTTP client. Credentials come with each request, so that a client never knows a session.
 * Safe for use by many threads.
 */
public final class S3Clients implements AutoCloseable {
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(8);

    /** By the region's name, which is quicker to look up than a record when it is the first one. */
    private final Map<String, S3Client> clients = new ConcurrentHashMap<>();

    private final SdkHttpClient http;
    private final @Nullable URI endpoint;
    private final boolean pathStyle;
    private final Consumer<ClientOverrideConfiguration.Builder> more;

    /**
     * @param http shared with others; closing this leaves it open
     * @param endpoint where an S3-compatible server is, whatever the region; null for AWS
     * @param pathStyle whether buckets stand in the path and not in the host name
     */
    public S3Clients(SdkHttpClient http, @Nullable URI endpoint, boolean pathStyle) {
        this(http, endpoint, pathStyle, calls -> {});
    }

    /** @param more to set for every call, such as who hears of it */
    public S3Clients(
            SdkHttpClient http,
            @Nullable URI endpoint,
            boolean pathStyle,
            Consumer<ClientOverrideConfiguration.Builder> more) {
        this.more = more;
        this.http = http;
        this.endpoint = endpoint;
        this.pathStyle = pathStyle;
    }

    S3Client at(Region region) {
        return clients.computeIfAbsent(region.value(), this::open);
    }

    private S3Client open(String region) {
        return S3Client.builder()
                .httpClient(http)
                .region(software.amazon.awssdk.regions.Region.of(region))
                .endpointOverride(endpoint)
                .forcePathStyle(pathStyle)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                // S3-compatible servers refuse the checksums and trailers that the SDK would add of its own accord
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(s3 -> s3.chunkedEncodingEnabled(false))
                .overrideConfiguration(calls -> {
                    CallLimits.set(calls, CALL_TIMEOUT, ATTEMPT_TIMEOUT);
                    more.accept(calls);
                })
                .build();
    }

    @Override
    public void close() {
        clients.values().forEach(S3Client::close);
    }
}
