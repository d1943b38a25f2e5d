package io.dataaccount.aws.s3.presign;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.model.object.ObjectKey;
import io.dataaccount.core.model.upload.MultipartRequest;
import io.dataaccount.core.model.upload.UploadId;
import java.util.List;

/**
 * A request to S3 about one object. The signature covers all of it.
 *
 * @param method the HTTP method, such as {@code PUT}
 * @param query the parameters other than those of the signature, sorted by name
 * @param headers the headers that the request must have
 */
record UrlRequest(String method, ObjectKey key, List<Parameter> query, Headers headers) {
    UrlRequest {
        requireNonNull(method, "method is null");
        requireNonNull(key, "key is null");
        requireNonNull(headers, "headers is null");
        query = List.copyOf(query);
        for (int i = 1; i < query.size(); i++) {
            if (query.get(i - 1).name().compareTo(query.get(i).name()) >= 0) {
                throw new IllegalArgumentException("query parameters must be sorted by name, without duplicates");
            }
        }
    }

    static UrlRequest of(MultipartRequest call) {
        return new UrlRequest(call.method(), call.key(), query(call), headers(call));
    }

    private static List<Parameter> query(MultipartRequest call) {
        if (call instanceof MultipartRequest.Create) {
            return List.of(new Parameter("uploads", null));
        }
        if (call instanceof MultipartRequest.UploadPart part) {
            String number = Integer.toString(part.partNumber().value());
            return List.of(new Parameter("partNumber", number), uploadId(part.uploadId()));
        }
        if (call instanceof MultipartRequest.ListParts list) {
            return List.of(uploadId(list.uploadId()));
        }
        if (call instanceof MultipartRequest.Complete complete) {
            return List.of(uploadId(complete.uploadId()));
        }
        return List.of(uploadId(((MultipartRequest.Abort) call).uploadId()));
    }

    private static Parameter uploadId(UploadId id) {
        return new Parameter("uploadId", id.value());
    }

    private static Headers headers(MultipartRequest call) {
        if (call instanceof MultipartRequest.Create create) {
            return Headers.of(create.contentType());
        }
        return call instanceof MultipartRequest.Complete complete && !complete.overwrite()
                ? Headers.ONLY_IF_NEW
                : Headers.NONE;
    }
}
