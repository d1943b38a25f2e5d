package io.dataaccount.aws.client;

import static java.util.Objects.requireNonNull;

import io.dataaccount.aws.network.CertificateRefusal;
import io.dataaccount.aws.sdk.ForeignResponseException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * Another HTTP client with a limit for responses, which the SDK reads into memory as a whole, and with exceptions that
 * name the host whose certificate was refused. Safe for use by many threads.
 */
final class GuardedHttpClient implements SdkHttpClient {
    /**
     * In bytes. The longest responses are those of ListObjectsV2, with 1,000 keys of 1,024 bytes that are percent-encoded,
     * and of a query of DynamoDB, with 1 MB of items.
     */
    static final int MAX_BODY = 8 * 1024 * 1024;

    /** For a compressed body, which the SDK decompresses. Gzip makes 1,032 bytes of one at most. */
    static final int MAX_COMPRESSED_BODY = 64 * 1024;

    private final SdkHttpClient http;

    /** @param http is closed with this */
    GuardedHttpClient(SdkHttpClient http) {
        this.http = http;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest prepared = http.prepareRequest(request);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                try {
                    return limited(prepared.call());
                } catch (UncheckedIOException e) {
                    throw explained(request, requireNonNull(e.getCause())); // never null in this exception
                } catch (IOException e) {
                    throw explained(request, e);
                } catch (StackOverflowError e) { // of the JDK, which calls itself for each interim response
                    throw new IOException("the response has too many interim responses", e);
                }
            }

            @Override
            public void abort() {
                prepared.abort();
            }
        };
    }

    private static IOException explained(HttpExecuteRequest request, IOException failure) {
        return CertificateRefusal.of(request.httpRequest().getUri(), failure)
                .<IOException>map(refusal -> refusal)
                .orElse(failure);
    }

    private static HttpExecuteResponse limited(HttpExecuteResponse response) {
        int max =
                response.httpResponse().firstMatchingHeader("Content-Encoding").isPresent()
                        ? MAX_COMPRESSED_BODY
                        : MAX_BODY;
        HttpExecuteResponse.Builder built = HttpExecuteResponse.builder().response(response.httpResponse());
        response.responseBody()
                .ifPresent(body ->
                        built.responseBody(AbortableInputStream.create(new LimitedBody(body, max), body::abort)));
        return built.build();
    }

    private static final class LimitedBody extends FilterInputStream {
        private final int max;
        private long count;

        LimitedBody(AbortableInputStream body, int max) {
            super(body);
            this.max = max;
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            counted(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            counted(read);
            return read;
        }

        /** The connection cannot be used again. */
        private void counted(int read) {
            count += Math.max(0, read);
            if (count > max) {
                ((AbortableInputStream) in).abort();
                throw ForeignResponseException.of("the service", "a body of more than " + max + " bytes");
            }
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }

    @Override
    public String clientName() {
        return http.clientName();
    }

    @Override
    public void close() {
        http.close();
    }
}
