package io.dataaccount.aws.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** The time limits of all HTTP clients. */
final class Connections {
    static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

    /** Between two reads of a response. */
    static final Duration READ_TIMEOUT = Duration.ofSeconds(8);

    private Connections() {}

    /** Makes a connection that has not been opened yet. */
    interface Factory {
        HttpURLConnection make(URI uri) throws IOException;
    }

    /**
     * The SDK's client with connections of the factory and with the time limits. Its requests throw an {@link
     * UncheckedIOException} if the factory fails.
     */
    static SdkHttpClient client(Factory factory) {
        return UrlConnectionHttpClient.create(uri -> {
            try {
                HttpURLConnection connection = factory.make(uri);
                connection.setConnectTimeout(Math.toIntExact(CONNECT_TIMEOUT.toMillis()));
                connection.setReadTimeout(Math.toIntExact(READ_TIMEOUT.toMillis()));
                return connection;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
