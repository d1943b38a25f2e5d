package io.dataaccount.aws.s3.presign;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.model.MultipartCall;
import io.dataaccount.core.model.ObjectKey;
import java.util.List;

/**
 * A request to S3 about one object, as far as it is ours to say; everything in it is signed.
 *
 * @param query what it has beside the signature's own parameters, sorted by name
 */
record UrlRequest(String method, ObjectKey key, List<Parameter> query, Headers headers) {
    UrlRequest {
        requireNonNull(method, "method is null");
        requireNonNull(key, "key is null");
        requireNonNull(headers, "headers is null");
        query = List.copyOf(query);
        for (int i = 1; i < query.size(); i++) {
            if (query.get(i - 1).name().compareTo(query.get(i).name()) >= 0) {
                throw new IllegalArgumentException("query parameters are sorted by name");
            }
        }
    }

    static UrlRequest of(MultipartCall call) {
        if (call instanceof MultipartCall.Create create) {
            return new UrlRequest(
                    "POST", create.key(), List.of(new Parameter("uploads", null)), Headers.of(create.contentType()));
        }
        if (call instanceof MultipartCall.UploadPart part) {
            String number = Integer.toString(part.partNumber().value());
            return new UrlRequest(
                    "PUT",
                    part.key(),
                    List.of(
                            new Parameter("partNumber", number),
                            new Parameter("uploadId", part.uploadId().value())),
                    Headers.NONE);
        }
        if (call instanceof MultipartCall.ListParts list) {
            return new UrlRequest(
                    "GET",
                    list.key(),
                    List.of(new Parameter("uploadId", list.uploadId().value())),
                    Headers.NONE);
        }
        if (call instanceof MultipartCall.Complete complete) {
            return new UrlRequest(
                    "POST",
                    complete.key(),
                    List.of(new Parameter("uploadId", complete.uploadId().value())),
                    complete.overwrite() ? Headers.NONE : Headers.ONLY_IF_NEW);
        }
        MultipartCall.Abort abort = (MultipartCall.Abort) call;
        return new UrlRequest(
                "DELETE",
                abort.key(),
                List.of(new Parameter("uploadId", abort.uploadId().value())),
                Headers.NONE);
    }
}
