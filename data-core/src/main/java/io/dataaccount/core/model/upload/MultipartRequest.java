package io.dataaccount.core.model.upload;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.model.object.ContentType;
import io.dataaccount.core.model.object.ObjectKey;
import java.util.Map;

/**
 * One of the requests to S3 that make up a multipart upload, which someone wants a URL for.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html">Multipart upload</a>
 */
public sealed interface MultipartRequest {
    /** Of the object that the parts become. */
    ObjectKey key();

    /** The HTTP method that the URL is for. */
    String method();

    /** What the client must send with the URL, as {@link PresignedUpload#headers} has it. */
    default Map<String, String> headers() {
        return Map.of();
    }

    /** Begins an upload; the answer has its id. */
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

    /** Sends a part; the answer has its {@code ETag}, which completing takes. Sent again, it replaces the part. */
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

    /** Lists the parts that have arrived: the first 1,000. */
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
     * Makes the parts into the object.
     *
     * @param overwrite whether an object of that key may exist already
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

    /** Gives the upload up, and the storage of its parts free. */
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
