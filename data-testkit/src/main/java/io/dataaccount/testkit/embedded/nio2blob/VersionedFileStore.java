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
 * Stores objects as files below one directory, with object versions and default encryption next to them. The layout of
 * the files belongs to the S3Proxy version that the root pom pins; it is not a stable format.
 */
public final class VersionedFileStore extends AbstractNio2BlobStore {
    private static final int MAX_NAME_BYTES = 255;

    /** While it writes, the parent class adds a hyphen and a UUID to the name of the file. */
    private static final int TEMPORARY_BYTES = 37;

    /** A part is the file {@code .mpus-<UUID>-<key>-<part number>}, with a number of up to five digits. */
    private static final int PREFIX_BYTES = 43;

    private static final int PART_NUMBER_BYTES = 6;

    private static final Pattern UPLOAD_ID = Pattern.compile("[0-9a-f-]{36}");

    private final Path root;

    /** @param root an existing directory whose file system supports user extended attributes */
    public VersionedFileStore(Path root) {
        super(root);
        this.root = root;
    }

    /**
     * Whether the store can have the key as a file with exactly that name. The parent class treats {@code x/} as {@code
     * x} and {@code a//b} as {@code a/b}, and fails if a file exists where it needs a directory.
     *
     * @param key empty for the bucket itself
     */
    public boolean canStore(String bucket, String key) {
        if (key.startsWith("/")
                || key.contains("//")
                || Arrays.stream(key.split("/", -1)).anyMatch(each -> isLonger(each, MAX_NAME_BYTES))) {
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

    /**
     * Whether the names of the files that exist during a write fit.
     *
     * @param inParts whether the write is an upload in parts
     */
    public boolean canWrite(String key, boolean inParts) {
        int first = key.indexOf('/');
        int atEnd = TEMPORARY_BYTES + (inParts ? PART_NUMBER_BYTES : 0);
        int atStart = inParts ? PREFIX_BYTES : 0;
        return first < 0
                ? !isLonger(key, MAX_NAME_BYTES - atStart - atEnd)
                : !isLonger(key.substring(0, first), MAX_NAME_BYTES - atStart)
                        && !isLonger(key.substring(key.lastIndexOf('/') + 1), MAX_NAME_BYTES - atEnd);
    }

    private static boolean isLonger(String segment, int bytes) {
        return segment.getBytes(UTF_8).length > bytes;
    }

    /** Whether the multipart upload exists: started, not completed and not aborted. The parent class accepts any id. */
    public boolean hasUpload(String bucket, String key, String uploadId) {
        return UPLOAD_ID.matcher(uploadId).matches()
                && Files.isRegularFile(root.resolve(bucket).resolve(".mpus-" + uploadId + "-" + key + "-stub"));
    }

    /** Deletes the keys that the store can have. Reports all other keys as deleted, as S3 does for missing keys. */
    @Override
    public DeleteObjectsResponse removeBlobs(DeleteObjectsRequest request) {
        List<ObjectIdentifier> storable = new ArrayList<>();
        List<DeletedObject> deleted = new ArrayList<>();
        for (ObjectIdentifier each : request.delete().objects()) {
            if (canStore(request.bucket(), each.key())) {
                storable.add(each);
            } else {
                deleted.add(DeletedObject.builder().key(each.key()).build());
            }
        }
        DeleteObjectsResponse response = super.removeBlobs(request.toBuilder()
                .delete(request.delete().toBuilder().objects(storable).build())
                .build());
        deleted.addAll(response.deleted());
        return response.toBuilder().deleted(deleted).build();
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
