package io.dataaccount.aws.client;

import static java.util.Objects.requireNonNull;

import io.dataaccount.aws.config.ProxySettings;
import io.dataaccount.aws.network.Network;
import io.dataaccount.aws.network.ProxyException;
import io.dataaccount.aws.sdk.Lazy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * The HTTP client of all services if the environment names a proxy or a CA bundle. It is the SDK's client with the
 * connections of {@link Network}. The proxy support of the SDK's client is not used: it sends the password of the proxy
 * to the endpoint and not to the proxy if the endpoint is https. Safe for use by many threads.
 */
final class NetworkHttpClient implements SdkHttpClient, PreparedTls {
    private final Lazy<Network> network = new Lazy<>(Network::ofProcess);

    /** Reads no settings, so that local mode does not depend on them. */
    private final SdkHttpClient direct =
            Connections.client(uri -> (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY));

    private final SdkHttpClient configured =
            Connections.client(uri -> network.get().open(uri));

    /** Reads the settings and sets up TLS, so that the first request does not wait for it. */
    @Override
    public void prepareTls() {
        network.get();
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        URI uri = request.httpRequest().getUri();
        return ProxySettings.neverApplyTo(uri)
                ? direct.prepareRequest(request)
                : new Explained(configured.prepareRequest(request), uri);
    }

    @Override
    public String clientName() {
        return UrlConnectionHttpClient.class.getSimpleName();
    }

    @Override
    public void close() {
        direct.close();
        configured.close();
    }

    /** A request whose errors name the proxy. */
    private final class Explained implements ExecutableHttpRequest {
        private final ExecutableHttpRequest request;
        private final URI uri;

        Explained(ExecutableHttpRequest request, URI uri) {
            this.request = request;
            this.uri = uri;
        }

        @Override
        public HttpExecuteResponse call() throws IOException {
            HttpExecuteResponse response;
            try {
                response = request.call();
            } catch (UncheckedIOException e) {
                throw explained(requireNonNull(e.getCause())); // never null in this exception
            } catch (IOException e) {
                throw explained(e);
            }
            Optional<ProxyException> refusal =
                    network.get().refusal(uri, response.httpResponse().statusCode());
            if (refusal.isPresent()) {
                response.responseBody().ifPresent(body -> body.abort());
                throw refusal.get();
            }
            return response;
        }

        private IOException explained(IOException failure) {
            return network.get().explain(uri, failure);
        }

        @Override
        public void abort() {
            request.abort();
        }
    }
}
