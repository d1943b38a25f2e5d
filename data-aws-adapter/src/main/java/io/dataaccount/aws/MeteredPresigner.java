package io.dataaccount.aws;

import io.dataaccount.aws.config.AwsObserver;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.upload.MultipartRequest;
import io.dataaccount.core.model.upload.PresignedUpload;
import io.dataaccount.core.model.upload.StreamedUrl;
import io.dataaccount.core.model.upload.Upload;
import io.dataaccount.core.model.upload.UrlLifetime;
import io.dataaccount.core.port.UploadPresigner;
import java.time.Instant;

/** Notifies an observer of every URL that is signed. */
record MeteredPresigner(UploadPresigner presigner, AwsObserver observer) implements UploadPresigner {
    @Override
    public Batch batch(AccountSession session, Bucket bucket, Instant signedAt, UrlLifetime lifetime) {
        return new MeteredBatch(presigner.batch(session, bucket, signedAt, lifetime), observer);
    }

    private record MeteredBatch(Batch batch, AwsObserver observer) implements Batch {
        @Override
        public PresignedUpload sign(Upload upload) {
            observer.urlSigned();
            return batch.sign(upload);
        }

        @Override
        public PresignedUpload sign(MultipartRequest call) {
            observer.urlSigned();
            return batch.sign(call);
        }

        @Override
        public StreamedUrl url(Upload upload) {
            StreamedUrl url = batch.url(upload);
            return out -> {
                observer.urlSigned();
                url.writeTo(out);
            };
        }
    }
}
