package io.dataaccount.core.rest;

import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.object.ObjectKey;
import io.dataaccount.core.model.upload.PartNumber;
import io.dataaccount.core.model.upload.PresignedUpload;
import io.dataaccount.core.model.upload.UploadId;
import io.dataaccount.core.service.CreateMultipartUploadUrls;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The JSON of the multipart upload call. */
final class MultipartJson {
    private MultipartJson() {}

    static CreateMultipartUploadUrls.Command command(RequestReader input) {
        RequestFields body =
                input.body("bucket", "key", "content_type", "upload_id", "part_numbers", "overwrite", "expires_in");
        return new CreateMultipartUploadUrls.Command(
                input.usecaseId(),
                body.optional("bucket", BucketName::new),
                body.required("key", ObjectKey::new),
                step(body),
                UploadJson.expiresIn(body));
    }

    private static CreateMultipartUploadUrls.Step step(RequestFields body) {
        if (body.has("upload_id")) {
            refuse(body, "content_type", "is only for the start of an upload: leave it out when you send upload_id");
            return new CreateMultipartUploadUrls.Resume(
                    body.required("upload_id", UploadId::new), parts(body), body.bool("overwrite", true));
        }
        String rule = "needs upload_id, which S3 returns when the upload starts: leave it out until then";
        refuse(body, "part_numbers", rule);
        refuse(body, "overwrite", rule);
        return new CreateMultipartUploadUrls.Initiate(UploadJson.contentType(body));
    }

    private static void refuse(RequestFields body, String field, String rule) {
        if (body.has(field)) {
            throw InvalidInputException.withoutValue(field, rule);
        }
    }

    private static List<PartNumber> parts(RequestFields body) {
        List<PartNumber> parts = new ArrayList<>();
        if (body.has("part_numbers")) {
            for (Object number : body.list("part_numbers")) {
                parts.add(part(number, "part_numbers[" + parts.size() + "]"));
            }
        }
        return parts;
    }

    private static PartNumber part(Object number, String where) {
        if (!(number instanceof Integer || number instanceof Long)) {
            throw InvalidInputException.withoutValue(
                    where, "must be an integer, 1 to 10000, not " + RequestFields.kind(number));
        }
        try {
            return PartNumber.of(((Number) number).longValue());
        } catch (InvalidInputException e) {
            throw e.at(where);
        }
    }

    static Map<String, Object> granted(CreateMultipartUploadUrls.Result result) {
        JsonObjectBuilder object = new JsonObjectBuilder()
                .putText("bucket", result.bucket())
                .putText("key", result.key())
                .put("expires_in", result.expiresIn().seconds())
                .putText("expires_at", result.expiresAt());
        if (result.urls() instanceof CreateMultipartUploadUrls.PartUrls going) {
            return object.putText("upload_id", going.uploadId())
                    .put("parts", parts(going.parts()))
                    .put("list_parts", request(going.listParts()).done())
                    .put("complete", request(going.complete()).done())
                    .put("abort", request(going.abort()).done())
                    .done();
        }
        CreateMultipartUploadUrls.InitiateUrl begun = (CreateMultipartUploadUrls.InitiateUrl) result.urls();
        return object.put("create", request(begun.create()).done()).done();
    }

    private static List<Map<String, Object>> parts(Map<PartNumber, PresignedUpload> parts) {
        List<Map<String, Object>> rows = new ArrayList<>();
        parts.forEach((part, signed) ->
                rows.add(request(signed).put("part_number", part.value()).done()));
        return rows;
    }

    private static JsonObjectBuilder request(PresignedUpload signed) {
        return new JsonObjectBuilder()
                .put("url", signed.url())
                .put("method", signed.method())
                .put("headers", signed.headers());
    }
}
