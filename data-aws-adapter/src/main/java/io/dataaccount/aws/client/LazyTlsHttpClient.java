package io.dataaccount.aws.client;

import io.dataaccount.aws.sdk.Lazy;
import java.net.HttpURLConnection;
import java.util.stream.Stream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * The HTTP client of all services if the environment names neither a proxy nor a CA bundle. The SDK's client reads all
 * CA certificates when it is built, which takes longer than the rest of the start. This client does that for the first
 * https request, so a program that only sends http requests never waits for it. Safe for use by many threads.
 */
final class LazyTlsHttpClient implements SdkHttpClient, PreparedTls {
    private final Lazy<SdkHttpClient> secure = new Lazy<>(() -> UrlConnectionHttpClient.builder()
            .connectionTimeout(Connections.CONNECT_TIMEOUT)
            .socketTimeout(Connections.READ_TIMEOUT)
            .build());

    private final Lazy<SdkHttpClient> plain = new Lazy<>(
            () -> Connections.client(uri -> (HttpURLConnection) uri.toURL().openConnection()));

    @Override
    public void prepareTls() {
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
