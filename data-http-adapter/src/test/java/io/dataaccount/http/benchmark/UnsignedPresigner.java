package io.dataaccount.http.benchmark;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.upload.MultipartRequest;
import io.dataaccount.core.model.upload.PresignedUpload;
import io.dataaccount.core.model.upload.Upload;
import io.dataaccount.core.model.upload.UrlLifetime;
import io.dataaccount.core.port.UploadPresigner;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Signs the first upload of a batch and uses its signature for all others: the URLs have the same length, but only
 * the first one is valid. The cost of a request with this presigner is the cost of everything but signing. Keys must
 * need no encoding.
 */
record UnsignedPresigner(UploadPresigner presigner) implements UploadPresigner {
    @Override
    public Batch batch(AccountSession session, Bucket bucket, Instant signedAt, UrlLifetime lifetime) {
        return new UnsignedBatch(presigner.batch(session, bucket, signedAt, lifetime));
    }

    private static final class UnsignedBatch implements Batch {
        private final Batch signing;
        private @Nullable String head;
        private @Nullable String tail;

        UnsignedBatch(Batch signing) {
            this.signing = signing;
        }

        @Override
        public PresignedUpload sign(Upload upload) {
            String key = upload.key().value();
            if (head == null) {
                PresignedUpload first = signing.sign(upload);
                int at = first.url().indexOf(key);
                head = first.url().substring(0, at);
                tail = first.url().substring(at + key.length());
                return first;
            }
            return new PresignedUpload(
                    head + key + requireNonNull(tail),
                    "PUT",
                    Map.of("Content-Type", upload.contentType().value()));
        }

        @Override
        public PresignedUpload sign(MultipartRequest call) {
            throw new UnsupportedOperationException("only whole objects are measured");
        }
    }
}
