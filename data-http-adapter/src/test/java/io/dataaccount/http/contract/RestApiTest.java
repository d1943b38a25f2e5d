package io.dataaccount.http.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.aws.json.JacksonCodec;
import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.json.JsonCodec;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.rest.RequestObserver;
import io.dataaccount.core.rest.RestApi;
import io.dataaccount.http.access.CallerAuthenticator;
import io.dataaccount.http.testing.LogCapture;
import io.dataaccount.testkit.contract.InMemoryFixture;
import io.dataaccount.testkit.contract.RecordedResponse;
import io.dataaccount.testkit.contract.RestCall;
import io.dataaccount.testkit.contract.RestContract;
import io.dataaccount.testkit.contract.TestAccounts;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The REST API without an adapter. The test is in this module because the JSON codec is not in data-core. */
class RestApiTest extends RestContract {
    private final InMemoryFixture fixture = new InMemoryFixture(new JacksonCodec());

    @Override
    protected RecordedResponse send(RestCall call) {
        return fixture.send(CallerAuthenticator.ADMINISTRATOR, call);
    }

    @Override
    protected boolean compresses() {
        return false;
    }

    @Override
    protected TestAccounts accounts() {
        return fixture.accounts();
    }

    @Override
    protected void put(BucketName bucket, String key, byte[] content) {
        fixture.put(bucket, key, content);
    }

    @Test
    void failureOfAService_isInTheLogWithItsCause_andOnlyThere() throws IOException {
        DataException noted = new DataException(
                        ErrorCode.DATA_ACCOUNT_DENIED, "The account refused.", new IllegalStateException("a secret"))
                .withOperatorNote("S3Exception, error code Access\nDenied, status 403");
        DataException plain =
                new DataException(ErrorCode.UNAVAILABLE, "No answer.", new IllegalStateException("a secret"));
        try (LogCapture log = new LogCapture()) {
            assertThat(new String(refused(noted), UTF_8)).doesNotContain("error code");
            assertThat(new String(refused(plain), UTF_8)).doesNotContain("IllegalState");
            assertThat(log.text())
                    .contains(
                            "DATA_ACCOUNT_DENIED: The account refused. Cause: S3Exception, error code Access\\u000aDenied,"
                                    + " status 403.")
                    .contains("UNAVAILABLE: No answer. Cause: java.lang.IllegalStateException.")
                    .doesNotContain("a secret");
        }
    }

    private static byte[] refused(DataException e) throws IOException {
        return RestApi.refuse(e, null, null, new JacksonCodec(), RequestObserver.NONE)
                .body()
                .toBytes();
    }

    @Test
    void openApi_isWrittenOnce() {
        AtomicInteger writes = new AtomicInteger();
        JacksonCodec real = new JacksonCodec();
        JsonCodec counting = new JsonCodec() {
            @Override
            public @Nullable Object read(String text) {
                return real.read(text);
            }

            @Override
            public void write(Object tree, OutputStream out) throws IOException {
                writes.incrementAndGet();
                real.write(tree, out);
            }
        };
        InMemoryFixture counted = new InMemoryFixture(counting);
        RestCall call = new RestCall("GET", "/api/v1/openapi.json", Map.of(), new byte[0]);
        byte[] first = counted.send(CallerAuthenticator.ADMINISTRATOR, call).body();
        assertThat(counted.send(CallerAuthenticator.ADMINISTRATOR, call).body()).isEqualTo(first);
        assertThat(writes).hasValue(1);
    }
}
