package io.dataaccount.testkit.embedded.nio2blob;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.gaul.s3proxy.nio2blob.AbstractNio2BlobStore;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/**
 * Objects as files below one directory, with object versions and default encryption recorded beside them.
 * The files belong to the S3Proxy version that the root pom pins: their layout is no stable format.
 */
public final class VersionedFileStore extends AbstractNio2BlobStore {
    private static final int MAX_NAME_BYTES = 255;

    private static final Pattern UPLOAD_ID = Pattern.compile("[0-9a-f-]{36}");

    private final Path root;

    /** @param root an existing directory whose file system supports user extended attributes */
    public VersionedFileStore(Path root) {
        super(root);
        this.root = root;
    }

    /**
     * Whether the key, if it is there, is a file of that very name. The store itself would take {@code x/} for
     * {@code x} and {@code a//b} for {@code a/b}, and fails where a file stands in a directory's place.
     *
     * @param key empty for the bucket itself
     */
    public boolean canKeep(String bucket, String key) {
        if (key.startsWith("/")
                || key.contains("//")
                || Arrays.stream(key.split("/", -1)).anyMatch(each -> each.getBytes(UTF_8).length > MAX_NAME_BYTES)) {
            return false;
        }
        Path top = root.resolve(bucket);
        Path file = top.resolve(key);
        if (!key.isEmpty() && !key.endsWith("/") && Files.isDirectory(file)) {
            return false;
        }
        Path each = key.endsWith("/") ? file : file.getParent();
        while (each != null && !each.equals(top) && !Files.isRegularFile(each)) {
            each = each.getParent();
        }
        return key.isEmpty() || top.equals(each);
    }

    /** Whether the upload in parts has begun and not ended. The store itself takes parts for any id. */
    public boolean hasUpload(String bucket, String key, String uploadId) {
        return UPLOAD_ID.matcher(uploadId).matches()
                && Files.isRegularFile(root.resolve(bucket).resolve(".mpus-" + uploadId + "-" + key + "-stub"));
    }

    /** Deletes all that it can keep, and says of the others what S3 says of a key that is not there: deleted. */
    @Override
    public DeleteObjectsResponse removeBlobs(DeleteObjectsRequest request) {
        List<ObjectIdentifier> kept = new ArrayList<>();
        List<DeletedObject> deleted = new ArrayList<>();
        for (ObjectIdentifier each : request.delete().objects()) {
            if (canKeep(request.bucket(), each.key())) {
                kept.add(each);
            } else {
                deleted.add(DeletedObject.builder().key(each.key()).build());
            }
        }
        DeleteObjectsResponse answer = super.removeBlobs(request.toBuilder()
                .delete(request.delete().toBuilder().objects(kept).build())
                .build());
        deleted.addAll(answer.deleted());
        return answer.toBuilder().deleted(deleted).build();
    }

    @Override
    public boolean supportsVersioning() {
        return true;
    }

    @Override
    public boolean supportsBucketEncryption() {
        return true;
    }

    @Override
    public boolean supportsServerSideEncryption() {
        return true;
    }
}
