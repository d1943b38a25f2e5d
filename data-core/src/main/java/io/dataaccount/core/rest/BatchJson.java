package io.dataaccount.core.rest;

import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.json.JsonCodec;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.object.ContentType;
import io.dataaccount.core.model.object.Prefix;
import io.dataaccount.core.model.upload.Upload;
import io.dataaccount.core.service.CreateUploadUrls;
import io.dataaccount.core.service.DeploymentSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The JSON of the batch upload call. An error of one file is part of that file's row. */
final class BatchJson {
    private static final List<String> FILE_FIELDS =
            List.of("filename", "content_type", "content_length", "checksum_sha256", "overwrite");

    private BatchJson() {}

    static CreateUploadUrls.Command batch(RequestReader input) {
        RequestFields body = input.body("bucket", "prefix", "files", "expires_in");
        List<?> given = body.list("files");
        if (given.size()
                > DeploymentSettings.MAX_BATCH_FILES) { // before rows are parsed: the caller is not authorized yet
            throw new InvalidInputException(
                    "files",
                    given.size() + " entries",
                    "must be at most " + DeploymentSettings.MAX_BATCH_FILES + " files: split the batch");
        }
        List<CreateUploadUrls.RequestedEntry> files = new ArrayList<>(given.size());
        Map<String, ContentType> types = new HashMap<>();
        for (Object file : given) {
            files.add(entry(file, files.size(), types));
        }
        return new CreateUploadUrls.Command(
                input.usecaseId(),
                body.optional("bucket", BucketName::new),
                body.optional("prefix", Prefix::toWrite),
                files,
                UploadJson.expiresIn(body));
    }

    /**
     * @param types the content types of the files before, as a cache, because parsing one is slow and most files have
     *     the same
     */
    @SuppressWarnings("unchecked") // JsonCodec promises string keys
    private static CreateUploadUrls.RequestedEntry entry(
            @Nullable Object file, int index, Map<String, ContentType> types) {
        if (!(file instanceof Map<?, ?> object)) {
            throw InvalidInputException.withoutValue(
                    "files[" + index + "]", "must be an object with a filename, not " + RequestFields.kind(file));
        }
        // the result identifies a row by its file name
        if (!(object.get("filename") instanceof String filename)) {
            throw InvalidInputException.withoutValue(
                    "files[" + index + "].filename", "is required and must be a string");
        }
        try {
            RequestFields fields = RequestFields.of((Map<String, @Nullable Object>) object, "", FILE_FIELDS);
            return new CreateUploadUrls.RequestedFile(
                    fields.required("filename", Function.identity()),
                    UploadJson.contentType(fields, text -> types.computeIfAbsent(text, ContentType::new)),
                    UploadJson.conditions(fields));
        } catch (InvalidInputException e) {
            return new CreateUploadUrls.RejectedFile(filename, e);
        }
    }

    static Map<String, Object> granted(CreateUploadUrls.Result result) {
        return new JsonObjectBuilder()
                .put("uploads", new Rows(result.rows()))
                .put("expires_in", result.expiresIn().seconds())
                .putText("expires_at", result.expiresAt())
                .putText("bucket", result.bucket())
                .putText("prefix", result.prefix())
                .done();
    }

    /** Creates each row when it is written, so that only one row at a time is in memory. */
    private record Rows(List<CreateUploadUrls.FileResult> rows) implements Iterable<Map<String, Object>> {
        @Override
        public Iterator<Map<String, Object>> iterator() {
            return rows.stream().map(BatchJson::row).iterator();
        }
    }

    private static Map<String, Object> row(CreateUploadUrls.FileResult row) {
        JsonObjectBuilder tree = new JsonObjectBuilder().put("filename", row.filename());
        if (row instanceof CreateUploadUrls.SignedFile granted) {
            Upload upload = granted.upload();
            JsonCodec.RawJsonString url = granted.url()::writeTo; // a URL needs no escaping
            return tree.putText("key", upload.key())
                    .put("upload_url", url)
                    .putText("content_type", upload.contentType())
                    .put("method", upload.method())
                    .put("headers", upload.headers())
                    .done();
        }
        InvalidInputException reason = ((CreateUploadUrls.RejectedFile) row).reason();
        return tree.put("error", reason.detail())
                .put("code", reason.code().id())
                .putText("field", reason.field())
                .done();
    }
}
