package io.dataaccount.aws.s3;

import io.dataaccount.core.model.MultipartCall;
import io.dataaccount.core.model.ObjectKey;
import io.dataaccount.core.model.Upload;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpMethod;

/**
 * A request to S3 about one object, as far as it is ours to say.
 *
 * @param query in the order that the SDK has it; a parameter without a value is null
 * @param headers what the client must send; every one is signed
 * @param contentLength signed too, and sent by each HTTP client itself
 */
record ObjectRequest(
        SdkHttpMethod method,
        ObjectKey key,
        Map<String, @Nullable String> query,
        Map<String, String> headers,
        @Nullable Long contentLength) {
    private static final String CONTENT_TYPE = "Content-Type";
    private static final Map<String, String> ONLY_IF_NEW = Map.of("If-None-Match", "*");

    static ObjectRequest of(Upload upload) {
        Map<String, String> headers = new TreeMap<>();
        headers.put(CONTENT_TYPE, upload.contentType().value());
        upload.guards().sha256().ifPresent(checksum -> headers.put("x-amz-checksum-sha256", checksum));
        if (!upload.guards().overwrite()) {
            headers.putAll(ONLY_IF_NEW);
        }
        return new ObjectRequest(
                SdkHttpMethod.PUT,
                upload.key(),
                Map.of(),
                headers,
                upload.guards().contentLength());
    }

    static ObjectRequest of(MultipartCall call) {
        if (call instanceof MultipartCall.Create create) {
            Map<String, @Nullable String> uploads = new LinkedHashMap<>();
            uploads.put("uploads", null);
            Map<String, String> type = Map.of(CONTENT_TYPE, create.contentType().value());
            return new ObjectRequest(SdkHttpMethod.POST, create.key(), uploads, type, null);
        }
        if (call instanceof MultipartCall.UploadPart part) {
            Map<String, @Nullable String> query = new LinkedHashMap<>();
            query.put("partNumber", Integer.toString(part.partNumber().value()));
            query.put("uploadId", part.uploadId().value());
            return new ObjectRequest(SdkHttpMethod.PUT, part.key(), query, Map.of(), null);
        }
        if (call instanceof MultipartCall.ListParts list) {
            return new ObjectRequest(
                    SdkHttpMethod.GET,
                    list.key(),
                    Map.of("uploadId", list.uploadId().value()),
                    Map.of(),
                    null);
        }
        if (call instanceof MultipartCall.Complete complete) {
            return new ObjectRequest(
                    SdkHttpMethod.POST,
                    complete.key(),
                    Map.of("uploadId", complete.uploadId().value()),
                    complete.overwrite() ? Map.of() : ONLY_IF_NEW,
                    null);
        }
        MultipartCall.Abort abort = (MultipartCall.Abort) call;
        return new ObjectRequest(
                SdkHttpMethod.DELETE,
                abort.key(),
                Map.of("uploadId", abort.uploadId().value()),
                Map.of(),
                null);
    }
}
