package io.dataaccount.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.port.ServerCredentialsException;
import io.dataaccount.http.access.CallerAuthenticator;
import io.dataaccount.http.testing.RawHttp;
import io.dataaccount.http.testing.RecordingApi;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The response of {@code /readyz} if something is missing. */
@Timeout(60)
class NeededPartsTest {
    @Test
    void readyz_namesEveryMissingPart_andNoMessage() throws IOException {
        NeededParts parts = new NeededParts()
                .with("the keys", () -> {
                    throw new DataException(ErrorCode.UNAVAILABLE, "a secret detail");
                })
                .with("the table that is there", () -> {})
                .with("the other table", () -> {
                    throw new IllegalStateException("a secret reason");
                });
        try (HttpServerAdapter server =
                HttpServerAdapter.open(0, new RecordingApi(), CallerAuthenticator.LOCAL_ADMINISTRATOR, parts)) {
            assertThat(RawHttp.request(server.port(), "GET /readyz"))
                    .startsWith("HTTP/1.1 503 ")
                    .contains("The server cannot use the keys (unavailable), the other table: see its log.")
                    .doesNotContain("secret", "is there");
        }
    }

    /** The log has the reasons of credentials already. A stack trace at every health check would hide them. */
    @Test
    void missingCredentials_leaveNoStackTrace_andOtherFailuresDo() {
        NeededParts parts = new NeededParts()
                .with("the table", () -> {
                    throw new ServerCredentialsException("no credentials", "No source has credentials", null);
                })
                .with("the other table", () -> {
                    throw new IllegalStateException("broken");
                });
        assertThatThrownBy(parts::check)
                .isInstanceOf(NotReadyException.class)
                .hasMessage("missing: the table (No source has credentials), the other table")
                .satisfies(e -> assertThat(e.getStackTrace()).isEmpty())
                .satisfies(e -> assertThat(e.getSuppressed())
                        .singleElement()
                        .satisfies(cause -> assertThat(cause).hasMessage("broken")));
    }

    @Test
    void readyz_whileAPartDoesNotRespond_namesIt_andHealthzResponds() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        NeededParts parts = new NeededParts().with("the slow table", () -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        try (HttpServerAdapter server =
                HttpServerAdapter.open(0, new RecordingApi(), CallerAuthenticator.LOCAL_ADMINISTRATOR, parts)) {
            assertThat(RawHttp.request(server.port(), "GET /readyz"))
                    .startsWith("HTTP/1.1 503 ")
                    .contains("The server cannot use the slow table (no response): see its log.");
            assertThat(RawHttp.request(server.port(), "GET /healthz")).startsWith("HTTP/1.1 200 ");
            end.countDown();
        }
    }
}
