package io.dataaccount.aws;

import io.dataaccount.core.model.Access;
import io.dataaccount.core.model.Bucket;
import io.dataaccount.core.model.ExpiresIn;
import io.dataaccount.core.model.MultipartCall;
import io.dataaccount.core.model.PresignedUpload;
import io.dataaccount.core.model.Upload;
import io.dataaccount.core.port.UploadPresigner;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;

/** Tells an observer of every URL. */
record CountingPresigner(UploadPresigner presigner, AwsObserver observer) implements UploadPresigner {
    @Override
    public Batch batch(Access access, Bucket bucket, Instant signedAt, ExpiresIn lifetime) {
        return new CountingBatch(presigner.batch(access, bucket, signedAt, lifetime), observer);
    }

    private record CountingBatch(Batch batch, AwsObserver observer) implements Batch {
        @Override
        public PresignedUpload sign(Upload upload) {
            observer.urlSigned();
            return batch.sign(upload);
        }

        @Override
        public PresignedUpload sign(MultipartCall call) {
            observer.urlSigned();
            return batch.sign(call);
        }

        @Override
        public void writeUrl(Upload upload, OutputStream out) throws IOException {
            observer.urlSigned();
            batch.writeUrl(upload, out);
        }
    }
}
