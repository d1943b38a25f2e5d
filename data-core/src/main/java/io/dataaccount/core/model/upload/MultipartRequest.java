package io.dataaccount.core.model.upload;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.model.object.ContentType;
import io.dataaccount.core.model.object.ObjectKey;
import java.util.Map;

/**
 * A request of a multipart upload that needs a presigned URL.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html">Multipart upload</a>
 */
public sealed interface MultipartRequest {
    /** The key of the object that the parts are combined into. */
    ObjectKey key();

    /** The HTTP method that the URL is signed for. */
    String method();

    /** The headers that the client must send with the URL, as in {@link PresignedUpload#headers}. */
    default Map<String, String> headers() {
        return Map.of();
    }

    /** CreateMultipartUpload: starts an upload. The response of S3 contains the upload id. */
    record Create(ObjectKey key, ContentType contentType) implements MultipartRequest {
        public Create {
            requireNonNull(key, "key is null");
            requireNonNull(contentType, "contentType is null");
        }

        @Override
        public String method() {
            return "POST";
        }

        @Override
        public Map<String, String> headers() {
            return Map.of("Content-Type", contentType.value());
        }
    }

    /**
     * UploadPart: sends one part. The response of S3 contains its {@code ETag}, which completing the upload needs.
     * Sending a part again replaces it.
     */
    record UploadPart(ObjectKey key, UploadId uploadId, PartNumber partNumber) implements MultipartRequest {
        public UploadPart {
            requireNonNull(key, "key is null");
            requireNonNull(uploadId, "uploadId is null");
            requireNonNull(partNumber, "partNumber is null");
        }

        @Override
        public String method() {
            return "PUT";
        }
    }

    /** ListParts: lists the first 1,000 parts that S3 has received. */
    record ListParts(ObjectKey key, UploadId uploadId) implements MultipartRequest {
        public ListParts {
            requireNonNull(key, "key is null");
            requireNonNull(uploadId, "uploadId is null");
        }

        @Override
        public String method() {
            return "GET";
        }
    }

    /**
     * CompleteMultipartUpload: combines the parts into the object.
     *
     * @param overwrite whether an existing object with this key may be replaced
     */
    record Complete(ObjectKey key, UploadId uploadId, boolean overwrite) implements MultipartRequest {
        public Complete {
            requireNonNull(key, "key is null");
            requireNonNull(uploadId, "uploadId is null");
        }

        @Override
        public String method() {
            return "POST";
        }

        @Override
        public Map<String, String> headers() {
            return overwrite ? Map.of() : Map.of("If-None-Match", "*");
        }
    }

    /** AbortMultipartUpload: cancels the upload and deletes its parts. */
    record Abort(ObjectKey key, UploadId uploadId) implements MultipartRequest {
        public Abort {
            requireNonNull(key, "key is null");
            requireNonNull(uploadId, "uploadId is null");
        }

        @Override
        public String method() {
            return "DELETE";
        }
    }
}
