package io.dataaccount.http.oidc;

import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import io.dataaccount.aws.config.NetworkVariables;
import io.dataaccount.aws.config.ProxyServer;
import io.dataaccount.aws.network.CertificateRefusal;
import io.dataaccount.aws.network.ConnectionException;
import io.dataaccount.aws.network.Network;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Fetches documents of the issuer, directly or through the proxy that the settings of this process name. Follows no
 * redirects. Safe for use by many threads.
 */
final class IssuerConnection {
    /** Null if the environment names neither a proxy nor a CA bundle. */
    private final @Nullable Network network;

    /** Sends the requests that do not go through a proxy. */
    private final HttpClient direct;

    /** @param connectTimeout how long it may take to connect without a proxy */
    IssuerConnection(Duration connectTimeout) {
        this.network = NetworkVariables.exist(System.getenv()) ? Network.ofProcess() : null;
        HttpClient.Builder client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout);
        if (network != null) {
            client.sslContext(network.tls()).proxy(HttpClient.Builder.NO_PROXY);
        }
        this.direct = client.build();
    }

    /**
     * The body of the response.
     *
     * @param end by when the last byte must have arrived, on the clock of {@link System#nanoTime}
     * @throws JWKSetUnavailableException if the status is not 200, or if there is no response in time; the message
     *     names the proxy if there is one
     */
    byte[] get(URI uri, long end) throws JWKSetUnavailableException {
        Network configured = network;
        ProxyServer proxy = configured == null ? null : configured.proxyFor(uri).orElse(null);
        return configured == null || proxy == null
                ? getDirectly(uri, end)
                : new ProxiedRequest(configured, proxy, uri).get(end);
    }

    private byte[] getDirectly(URI uri, long end) throws JWKSetUnavailableException {
        HttpRequest request =
                HttpRequest.newBuilder(uri).header("Accept", "application/json").build();
        CompletableFuture<HttpResponse<byte[]>> pending =
                direct.sendAsync(request, response -> new BoundedBodySubscriber(IssuerDocuments.MAX_BYTES));
        try {
            HttpResponse<byte[]> response = await(pending, uri, "", end);
            if (response.statusCode() != 200) {
                throw new JWKSetUnavailableException(uri + " responded with status " + response.statusCode());
            }
            return response.body();
        } finally {
            pending.cancel(true);
        }
    }

    /**
     * The result of a request that is in flight.
     *
     * @param through names the proxy for messages; empty if there is none
     * @param end as in {@link #get}
     * @throws JWKSetUnavailableException if the request fails, or has no result in time
     */
    static <T> T await(Future<T> pending, URI uri, String through, long end) throws JWKSetUnavailableException {
        try {
            return pending.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new JWKSetUnavailableException(uri + " did not respond in time" + through, e);
        } catch (ExecutionException e) {
            Optional<? extends ConnectionException> refusal =
                    ConnectionException.in(e).or(() -> CertificateRefusal.of(uri, e));
            throw new JWKSetUnavailableException(
                    uri + " cannot be read"
                            + (refusal.isPresent() ? ". " + refusal.get().getMessage() : through),
                    refusal.isPresent() ? refusal.get() : e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JWKSetUnavailableException("the request to " + uri + " was interrupted", e);
        }
    }
}
