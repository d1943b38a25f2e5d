package io.dataaccount.testkit.embedded.s3;

import io.dataaccount.testkit.embedded.auth.Authenticator;
import io.dataaccount.testkit.embedded.auth.SessionRegistry;
import io.dataaccount.testkit.embedded.http.AwsErrorException;
import io.dataaccount.testkit.embedded.http.RawQuery;
import io.dataaccount.testkit.embedded.nio2blob.VersionedFileStore;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Set;
import org.gaul.s3proxy.AccessGrant;
import org.gaul.s3proxy.S3ProxyHandler;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;

/**
 * The operations on objects, which S3Proxy handles. S3Proxy verifies each signature again, and also what only the
 * reader of the body can verify: the payload hash, the chunk signatures and the checksum trailers.
 */
public final class ObjectCalls {
    private static final long MAX_OBJECT_BYTES = 5L << 30;
    private static final long MAX_HASHED_BODY_BYTES = 128L << 20;
    private static final int MAX_CHUNK_BYTES = 16 << 20;
    private static final int MAX_SKEW_SECONDS = 15 * 60;
    private static final Set<String> WRITES =
            Set.of("PutObject", "CopyObject", "CreateMultipartUpload", "CompleteMultipartUpload");

    private final Object markers = new Object();
    private final Buckets buckets;
    private final VersionedFileStore store;
    private final ObjectTags tags;
    private final S3ProxyHandler handler;

    public ObjectCalls(Buckets buckets, VersionedFileStore store, SessionRegistry registry) {
        this.buckets = buckets;
        this.store = store;
        this.tags = new ObjectTags(store);
        BlobStore listed = new ListingStore(store);
        // the identity given here is never used, because the locator below provides identities
        this.handler = JdkXmlWriters.create(() -> new S3ProxyHandler(
                listed,
                AuthenticationType.AWS_V4,
                "unused",
                "unused",
                null,
                MAX_OBJECT_BYTES,
                MAX_HASHED_BODY_BYTES,
                MAX_CHUNK_BYTES,
                true,
                null,
                null,
                MAX_SKEW_SECONDS));
        handler.setBlobStoreLocator((identity, bucket, key) -> identity == null
                ? null
                : registry.find(identity)
                        .map(principal -> new AccessGrant(principal.secretAccessKey(), listed))
                        .orElse(null));
    }

    /** Handles the request, or throws any exception of S3Proxy. */
    void respond(
            S3Request request,
            String operation,
            Authenticator.Caller caller,
            EmbeddedBucket bucket,
            HttpServletResponse response)
            throws IOException {
        String key = request.key();
        EmbeddedKeyRules.checkLength(key);
        if (!store.canStore(bucket.name(), key) || EmbeddedKeyRules.hasContentInFolder(request, operation)) {
            respondCannotStore(key, operation, response);
            return;
        }
        if (WRITES.contains(operation) && !store.canWrite(key, operation.equals("CreateMultipartUpload"))) {
            throw EmbeddedKeyRules.cannotStore();
        }
        if (operation.endsWith("ObjectTagging")) {
            tags.respond(request, response);
            return;
        }
        ObjectTags.checkNone(request);
        checkUpload(request);
        checkCopySource(request, caller);
        if (operation.startsWith("List")) {
            ListingRules.check(request.query());
        }
        if (operation.startsWith("ListObjects")) {
            response.setHeader(BucketGuard.REGION_HEADER, bucket.region());
        }
        if (isNewMarkerOnly(request, operation)) {
            synchronized (markers) {
                if (store.blobExists(bucket.name(), key)) {
                    throw AwsErrorException.preconditionFailed();
                }
                handle(request, operation, bucket, response);
            }
        } else {
            handle(request, operation, bucket, response);
        }
    }

    /** The store ignores the condition for a folder marker, so this class checks it. */
    private static boolean isNewMarkerOnly(S3Request request, String operation) {
        return operation.equals("PutObject")
                && request.key().endsWith("/")
                && request.headers().first("if-none-match").filter("*"::equals).isPresent();
    }

    private void handle(S3Request request, String operation, EmbeddedBucket bucket, HttpServletResponse response)
            throws IOException {
        try (InputStream body = request.http().getInputStream()) {
            StoreRequest http = new StoreRequest(request.http(), request.query());
            handler.doHandle(http, http, new StoreResponse(response), body, null);
            // S3Proxy stops before the end of a chunked body, and Jetty closes a connection with unread data
            body.transferTo(OutputStream.nullOutputStream());
        } catch (RuntimeException e) {
            // checked again, because another writer may have created a conflicting key
            if (store.canStore(bucket.name(), request.key())) {
                throw e;
            }
            respondCannotStore(request.key(), operation, response);
        }
    }

    /** A write gets 501, a delete succeeds, and every other operation gets 404, because the key cannot exist. */
    private static void respondCannotStore(String key, String operation, HttpServletResponse response) {
        if (WRITES.contains(operation)) {
            throw EmbeddedKeyRules.cannotStore();
        }
        if (!operation.equals("DeleteObject")) {
            throw EmbeddedKeyRules.noSuchKey(key);
        }
        response.setStatus(204);
    }

    private void checkUpload(S3Request request) {
        String uploadId = request.query().first("uploadId").orElse(null);
        if (uploadId != null && !store.hasUpload(request.bucket(), request.key(), uploadId)) {
            throw new AwsErrorException(
                            404,
                            "NoSuchUpload",
                            "The specified upload does not exist. The upload ID may be invalid, or the upload may have"
                                    + " been aborted or completed.")
                    .with("UploadId", uploadId);
        }
    }

    private void checkCopySource(S3Request request, Authenticator.Caller caller) {
        request.headers().first("x-amz-copy-source").ifPresent(source -> {
            String[] path = RawQuery.decodePath(source.split("\\?", 2)[0].replaceFirst("^/", ""))
                    .split("/", 2);
            String name = path[0];
            String key = path.length > 1 ? path[1] : "";
            EmbeddedKeyRules.checkForm(key);
            EmbeddedBucket from = buckets.find(name).orElseThrow(() -> Buckets.noSuchBucket(name));
            boolean expected = request.headers()
                    .first("x-amz-source-expected-bucket-owner")
                    .map(from.owner()::equals)
                    .orElse(true);
            if (!expected || !from.owner().equals(caller.principal().accountId())) {
                throw AwsErrorException.accessDenied();
            }
            PolicyGuard.checkCopySource(name, key, caller.principal());
            if (!store.canStore(name, key)) {
                throw EmbeddedKeyRules.noSuchKey(key);
            }
        });
    }
}
