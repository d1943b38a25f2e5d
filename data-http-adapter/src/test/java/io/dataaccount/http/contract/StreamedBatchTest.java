package io.dataaccount.http.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataaccount.aws.json.JacksonCodec;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.audit.AuditEvent;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.upload.MultipartRequest;
import io.dataaccount.core.model.upload.PresignedUpload;
import io.dataaccount.core.model.upload.StreamedUrl;
import io.dataaccount.core.model.upload.Upload;
import io.dataaccount.core.model.upload.UrlLifetime;
import io.dataaccount.core.port.UploadPresigner;
import io.dataaccount.core.rest.RequestObserver.Completed;
import io.dataaccount.core.rest.RestRequest;
import io.dataaccount.core.rest.RestResponse;
import io.dataaccount.http.access.CallerAuthenticator;
import io.dataaccount.testkit.contract.InMemoryFixture;
import io.dataaccount.testkit.fake.FakeUploadPresigner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The response to a batch, which is signed while it is written. The test is in this module because the JSON codec is
 * not in data-core.
 */
class StreamedBatchTest {
    private static final String USECASES = "/api/v1/usecases";
    private static final String BATCH = USECASES + "/uc-1/data/batch-upload-urls";

    private final Signer signer = new Signer();
    private final List<Completed> completed = new ArrayList<>();
    private final InMemoryFixture fixture = new InMemoryFixture(new JacksonCodec(), signer, completed::add);

    /** Records how much of the response is written when a URL is signed, and fails for files with a certain name. */
    private static final class Signer implements UploadPresigner {
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private final List<Integer> writtenBefore = new ArrayList<>();

        @Override
        public Batch batch(AccountSession session, Bucket bucket, Instant signedAt, UrlLifetime lifetime) {
            Batch fake = new FakeUploadPresigner().batch(session, bucket, signedAt, lifetime);
            return new Batch() {
                @Override
                public PresignedUpload sign(Upload upload) {
                    throw new AssertionError("made into text");
                }

                @Override
                public PresignedUpload sign(MultipartRequest call) {
                    return fake.sign(call);
                }

                @Override
                public StreamedUrl url(Upload upload) {
                    return out -> {
                        writtenBefore.add(written.size());
                        if (upload.key().value().contains("break")) {
                            throw new IllegalStateException("a secret of the signer's");
                        }
                        fake.url(upload).writeTo(out);
                    };
                }
            };
        }
    }

    @BeforeEach
    void create() {
        ask("POST", USECASES, "{\"usecase_id\":\"uc-1\",\"name\":\"x\",\"account_id\":\"111122223333\"}");
        ask("POST", USECASES + "/uc-1/data/buckets", "{\"bucket_name\":\"my-data\"}");
        completed.clear();
    }

    @Test
    void url_isSignedWhenItsRowIsWritten() throws IOException {
        RestResponse response = ask("POST", BATCH, batch(1000, "file"));
        assertThat(response.status()).isEqualTo(200);
        assertThat(signer.writtenBefore).isEmpty();
        assertThat(completed).isEmpty();

        response.body().writeTo(signer.written);

        assertThat(signer.writtenBefore).hasSize(1000).isSorted();
        int unwritten = signer.written.size() - signer.writtenBefore.get(999);
        assertThat(unwritten).as("of %s bytes", signer.written.size()).isLessThan(20_000);
        assertThat(completed)
                .singleElement()
                .satisfies(one -> assertThat(one.status()).isEqualTo(200))
                .satisfies(one -> assertThat(one.code()).isNull());
    }

    @Test
    void grant_isInTheAuditLog_beforeAnyUrlIsThere() {
        ask("POST", BATCH, batch(3, "file"));
        assertThat(signer.writtenBefore).isEmpty();
        List<AuditEvent> events = fixture.audit().events();
        assertThat(events.get(events.size() - 1).result()).isEqualTo(AuditEvent.Result.SUCCESS);
        assertThat(events.get(events.size() - 1).details()).containsEntry("granted", 3);
    }

    @Test
    void failingSigner_abortsTheResponse_andIsObserved() {
        RestResponse response = ask("POST", BATCH, batch(2, "break"));
        assertThatThrownBy(() -> response.body().writeTo(signer.written)).isInstanceOf(IllegalStateException.class);
        assertThat(signer.written.toString(UTF_8)).doesNotContain("}]");
        assertThat(completed)
                .singleElement()
                .satisfies(one -> assertThat(one.status()).isEqualTo(200))
                .satisfies(one -> assertThat(one.code()).isEqualTo("internal"));
    }

    private RestResponse ask(String method, String path, String body) {
        return fixture.api()
                .handle(new RestRequest(
                        method,
                        path,
                        Map.of(),
                        "application/json",
                        body.getBytes(UTF_8),
                        null,
                        CallerAuthenticator.ADMINISTRATOR));
    }

    private static String batch(int files, String name) {
        return IntStream.range(0, files)
                .mapToObj(i -> "{\"filename\":\"" + name + i + "\"}")
                .collect(Collectors.joining(",", "{\"bucket\":\"my-data\",\"files\":[", "]}"));
    }
}
