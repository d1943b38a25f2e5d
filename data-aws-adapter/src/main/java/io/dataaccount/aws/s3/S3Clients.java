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
 * The S3 clients: one for each region, all with the same HTTP client. Credentials are set on each request, so a client
 * holds no session. Safe for use by many threads.
 */
public final class S3Clients implements AutoCloseable {
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(8);

    /** Key: name of the region. The first lookup of a String is faster than that of a record. */
    private final Map<String, S3Client> clients = new ConcurrentHashMap<>();

    private final SdkHttpClient http;
    private final @Nullable URI endpoint;
    private final boolean pathStyle;
    private final Consumer<ClientOverrideConfiguration.Builder> customizer;

    /**
     * @param http remains open when this is closed
     * @param endpoint the URL of an S3-compatible server, for every region; null for AWS
     * @param pathStyle whether URLs have the bucket name in the path and not in the host name
     */
    public S3Clients(SdkHttpClient http, @Nullable URI endpoint, boolean pathStyle) {
        this(http, endpoint, pathStyle, calls -> {});
    }

    /**
     * @param http remains open when this is closed
     * @param endpoint the URL of an S3-compatible server, for every region; null for AWS
     * @param pathStyle whether URLs have the bucket name in the path and not in the host name
     * @param customizer adds settings to every client, such as a metrics publisher
     */
    public S3Clients(
            SdkHttpClient http,
            @Nullable URI endpoint,
            boolean pathStyle,
            Consumer<ClientOverrideConfiguration.Builder> customizer) {
        this.customizer = customizer;
        this.http = http;
        this.endpoint = endpoint;
        this.pathStyle = pathStyle;
    }

    S3Client at(Region region) {
        return clients.computeIfAbsent(region.value(), this::open);
    }

    /** Whether the requests go to an S3-compatible server, as this or the SDK's environment is configured. */
    boolean haveCustomEndpoint(Region home) {
        return endpoint != null
                || at(home).serviceClientConfiguration().endpointOverride().isPresent();
    }

    private S3Client open(String region) {
        return S3Client.builder()
                .httpClient(http)
                .region(software.amazon.awssdk.regions.Region.of(region))
                .endpointOverride(endpoint)
                .forcePathStyle(pathStyle)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                // some S3-compatible servers refuse the checksums and trailers that the SDK adds by default
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(s3 -> s3.chunkedEncodingEnabled(false))
                .overrideConfiguration(calls -> {
                    CallLimits.set(calls, CALL_TIMEOUT, ATTEMPT_TIMEOUT);
                    calls.addExecutionInterceptor(new ResponseBodies());
                    customizer.accept(calls);
                })
                .build();
    }

    /** Closes the clients, but not the HTTP client. */
    @Override
    public void close() {
        clients.values().forEach(S3Client::close);
    }
}
