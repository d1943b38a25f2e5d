package io.dataaccount.testkit.embedded.s3;

import io.dataaccount.testkit.embedded.http.RawQuery;
import io.dataaccount.testkit.embedded.http.RequestHeaders;
import java.util.Optional;
import java.util.Set;

/** Finds AWS's name of the operation of an S3 request. */
final class S3Operations {
    private static final Set<String> NOT_IMPLEMENTED = Set.of(
            "abac",
            "accelerate",
            "analytics",
            "append",
            "intelligent-tiering",
            "inventory",
            "legal-hold",
            "logging",
            "metadataConfiguration",
            "metadataTable",
            "metrics",
            "notification",
            "object-lock",
            "policyStatus",
            "renameObject",
            "replication",
            "requestPayment",
            "restore",
            "retention",
            "select",
            "session",
            "torrent",
            "website");

    private S3Operations() {}

    /** The name of the operation; empty if the embedded S3 does not support it. */
    static Optional<String> name(String method, String bucket, String key, RawQuery query, RequestHeaders headers) {
        if (NOT_IMPLEMENTED.stream().anyMatch(query::has)) {
            return Optional.empty();
        }
        if (bucket.isEmpty()) {
            return method.equals("GET") ? Optional.of("ListBuckets") : Optional.empty();
        }
        return key.isEmpty() ? onBucket(method, query) : onObject(method, query, headers);
    }

    private static Optional<String> onBucket(String method, RawQuery query) {
        Optional<EmbeddedBucketSetting> setting = EmbeddedBucketSetting.in(query);
        if (setting.isPresent()) {
            return setting.get().operation(method);
        }
        if (query.has("location")) {
            return only(method, "GET", "GetBucketLocation");
        }
        if (query.has("acl")) {
            return readOrWrite(method, "GetBucketAcl", "PutBucketAcl");
        }
        if (query.has("uploads")) {
            return only(method, "GET", "ListMultipartUploads");
        }
        if (query.has("versions")) {
            return only(method, "GET", "ListObjectVersions");
        }
        if (query.has("delete")) {
            return only(method, "POST", "DeleteObjects");
        }
        return switch (method) {
            case "GET" -> Optional.of(query.has("list-type") ? "ListObjectsV2" : "ListObjects");
            case "HEAD" -> Optional.of("HeadBucket");
            case "PUT" -> Optional.of("CreateBucket");
            case "DELETE" -> Optional.of("DeleteBucket");
            default -> Optional.empty();
        };
    }

    private static Optional<String> onObject(String method, RawQuery query, RequestHeaders headers) {
        if (query.has("tagging")) {
            return method.equals("GET")
                    ? Optional.of("GetObjectTagging")
                    : only(method, "DELETE", "DeleteObjectTagging");
        }
        if (query.has("acl")) {
            return readOrWrite(method, "GetObjectAcl", "PutObjectAcl");
        }
        if (query.has("attributes")) {
            return only(method, "GET", "GetObjectAttributes");
        }
        if (query.has("uploads")) {
            return only(method, "POST", "CreateMultipartUpload");
        }
        boolean copies = headers.first("x-amz-copy-source").isPresent();
        if (query.has("uploadId")) {
            return switch (method) {
                case "GET" -> Optional.of("ListParts");
                case "PUT" -> Optional.of(copies ? "UploadPartCopy" : "UploadPart");
                case "POST" -> Optional.of("CompleteMultipartUpload");
                case "DELETE" -> Optional.of("AbortMultipartUpload");
                default -> Optional.empty();
            };
        }
        return switch (method) {
            case "GET" -> Optional.of("GetObject");
            case "HEAD" -> Optional.of("HeadObject");
            case "PUT" -> Optional.of(copies ? "CopyObject" : "PutObject");
            case "DELETE" -> Optional.of("DeleteObject");
            default -> Optional.empty();
        };
    }

    private static Optional<String> only(String method, String wanted, String operation) {
        return method.equals(wanted) ? Optional.of(operation) : Optional.empty();
    }

    private static Optional<String> readOrWrite(String method, String read, String write) {
        return method.equals("GET") ? Optional.of(read) : only(method, "PUT", write);
    }
}
