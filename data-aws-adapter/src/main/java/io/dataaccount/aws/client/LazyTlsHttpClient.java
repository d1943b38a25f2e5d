package io.dataaccount.aws.client;

import io.dataaccount.aws.sdk.Lazy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * The HTTP client of all services if the environment names neither a proxy nor a CA bundle. The SDK's client reads all CA certificates when it is built, which takes longer than
 * the rest of the start. This client does that for the first https request, so a program that only sends http requests
 * never waits for it. Safe for use by many threads.
 */
final class LazyTlsHttpClient implements SdkHttpClient {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(8);

    private final Lazy<SdkHttpClient> secure = new Lazy<>(() -> UrlConnectionHttpClient.builder()
            .connectionTimeout(CONNECT_TIMEOUT)
            .socketTimeout(READ_TIMEOUT)
            .build());

    private final Lazy<SdkHttpClient> plain =
            new Lazy<>(() -> UrlConnectionHttpClient.create(LazyTlsHttpClient::connect));

    private static HttpURLConnection connect(URI uri) {
        try {
            return limited((HttpURLConnection) uri.toURL().openConnection());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same connection with the time limits of all clients. */
    static HttpURLConnection limited(HttpURLConnection connection) {
        connection.setConnectTimeout(Math.toIntExact(CONNECT_TIMEOUT.toMillis()));
        connection.setReadTimeout(Math.toIntExact(READ_TIMEOUT.toMillis()));
        return connection;
    }

    /** Sets up TLS, so that the first https request does not wait for it. */
    void prepareTls() {
        secure.get();
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        boolean isPlain = request.httpRequest().protocol().equals("http");
        return (isPlain ? plain : secure).get().prepareRequest(request);
    }

    @Override
    public String clientName() {
        return UrlConnectionHttpClient.class.getSimpleName();
    }

    @Override
    public void close() {
        Stream.of(secure, plain).flatMap(each -> each.made().stream()).forEach(SdkHttpClient::close);
    }
}
