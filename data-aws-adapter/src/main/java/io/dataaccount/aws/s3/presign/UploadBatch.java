package io.dataaccount.aws.s3.presign;

import io.dataaccount.core.model.object.ContentType;
import io.dataaccount.core.model.upload.MultipartRequest;
import io.dataaccount.core.model.upload.PresignedUpload;
import io.dataaccount.core.model.upload.StreamedUrl;
import io.dataaccount.core.model.upload.Upload;
import io.dataaccount.core.model.upload.UploadConditions;
import io.dataaccount.core.port.UploadPresigner;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Signs several requests with one signer, as Strings or directly into a response. For use by one thread. */
final class UploadBatch implements UploadPresigner.Batch {
    private final UrlSigner signer;

    /** Headers and content type of the last upload without conditions. Most files of a batch have the same type. */
    private @Nullable Headers latest;

    private @Nullable ContentType latestType;

    UploadBatch(UrlSigner signer) {
        this.signer = signer;
    }

    @Override
    public PresignedUpload sign(Upload upload) {
        return new PresignedUpload(signer.sign(request(upload)), upload.method(), upload.headers());
    }

    @Override
    public PresignedUpload sign(MultipartRequest call) {
        return new PresignedUpload(signer.sign(UrlRequest.of(call)), call.method(), call.headers());
    }

    @Override
    public StreamedUrl url(Upload upload) {
        return out -> signer.write(request(upload), out);
    }

    private UrlRequest request(Upload upload) {
        return new UrlRequest(upload.method(), upload.key(), List.of(), headers(upload));
    }

    private Headers headers(Upload upload) {
        UploadConditions conditions = upload.conditions();
        if (conditions.contentLength() != null || conditions.checksumSha256() != null || !conditions.overwrite()) {
            return Headers.of(upload.contentType(), conditions);
        }
        Headers headers = latest;
        ContentType type = upload.contentType();
        if (headers == null || latestType == null || !latestType.value().equals(type.value())) {
            headers = Headers.of(type);
            latest = headers;
            latestType = type;
        }
        return headers;
    }
}
