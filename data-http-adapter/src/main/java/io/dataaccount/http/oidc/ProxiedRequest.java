package io.dataaccount.http.oidc;

import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import io.dataaccount.aws.config.ProxyServer;
import io.dataaccount.aws.network.Network;
import io.dataaccount.aws.network.ProxyException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A request for a document of the issuer through a proxy. The client of {@code java.net.http} is not used for this: it
 * sends no password to a proxy unless a system property allows it for the whole JVM, and its exceptions do not tell an
 * error of the proxy from one of the issuer.
 */
record ProxiedRequest(Network network, ProxyServer proxy, URI uri) {
    /** How long the proxy may take to open a connection; shorter than the time for both documents. */
    private static final int CONNECT_MILLIS = 3_000;

    /** As {@link IssuerConnection#get}. The request has a thread of its own, which ends at the disconnect. */
    byte[] get(long end) throws JWKSetUnavailableException {
        HttpURLConnection connection = open(end);
        CompletableFuture<byte[]> pending = CompletableFuture.supplyAsync(() -> read(connection), this::onThread);
        try {
            return IssuerConnection.await(pending, uri, " through the proxy " + proxy, end);
        } finally {
            connection.disconnect();
        }
    }

    private void onThread(Runnable task) {
        Thread thread = new Thread(task, "issuer-through-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private HttpURLConnection open(long end) throws JWKSetUnavailableException {
        int left = (int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()));
        try {
            HttpURLConnection connection = network.open(uri);
            connection.setConnectTimeout(Math.min(CONNECT_MILLIS, left));
            connection.setReadTimeout(left);
            connection.setInstanceFollowRedirects(false);
            connection.setRequestProperty("Accept", "application/json");
            return connection;
        } catch (IOException e) {
            throw new JWKSetUnavailableException(uri + " cannot be read", e);
        }
    }

    private byte[] read(HttpURLConnection connection) {
        try {
            int status = connection.getResponseCode();
            Optional<ProxyException> refusal = network.refusal(uri, status);
            if (refusal.isPresent()) {
                throw refusal.get();
            }
            if (status != 200) {
                throw new IOException("status " + status);
            }
            try (InputStream in = connection.getInputStream()) {
                byte[] body = in.readNBytes(IssuerDocuments.MAX_BYTES + 1);
                if (body.length > IssuerDocuments.MAX_BYTES) {
                    throw new IOException("longer than " + IssuerDocuments.MAX_BYTES + " bytes");
                }
                return body;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(network.explain(uri, e));
        }
    }
}
