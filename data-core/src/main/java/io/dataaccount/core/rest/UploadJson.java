package io.dataaccount.core.rest;

import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.object.ContentType;
import io.dataaccount.core.model.object.ObjectKey;
import io.dataaccount.core.model.upload.Upload;
import io.dataaccount.core.model.upload.UploadConditions;
import io.dataaccount.core.model.upload.UrlLifetime;
import io.dataaccount.core.service.CreateUploadUrl;
import java.util.Map;
import java.util.function.Function;

/** The JSON of the call for one upload URL, and the parts that it shares with the batch upload call. */
final class UploadJson {
    private static final long DEFAULT_EXPIRES_IN = 3600;

    private UploadJson() {}

    static CreateUploadUrl.Command single(RequestReader input) {
        RequestFields body = input.body(
                "bucket", "key", "content_type", "expires_in", "content_length", "checksum_sha256", "overwrite");
        return new CreateUploadUrl.Command(
                input.usecaseId(),
                body.optional("bucket", BucketName::new),
                new Upload(body.required("key", ObjectKey::new), contentType(body), conditions(body)),
                expiresIn(body));
    }

    static UrlLifetime expiresIn(RequestFields body) {
        Long seconds = body.integer("expires_in");
        return new UrlLifetime(seconds == null ? DEFAULT_EXPIRES_IN : seconds);
    }

    static ContentType contentType(RequestFields file) {
        return contentType(file, ContentType::new);
    }

    static ContentType contentType(RequestFields file, Function<String, ContentType> read) {
        return file.optional("content_type", read, ContentType.OCTET_STREAM);
    }

    static UploadConditions conditions(RequestFields file) {
        return new UploadConditions(
                file.integer("content_length"),
                file.optional("checksum_sha256", Function.identity()),
                file.bool("overwrite", true));
    }

    static Map<String, Object> granted(CreateUploadUrl.Result result) {
        return new JsonObjectBuilder()
                .put("upload_url", result.upload().url())
                .put("expires_in", result.expiresIn().seconds())
                .putText("key", result.key())
                .putText("bucket", result.bucket())
                .putText("expires_at", result.expiresAt())
                .put("method", result.upload().method())
                .put("headers", result.upload().headers())
                .done();
    }
}
