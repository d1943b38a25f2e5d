package io.dataaccount.testkit.embedded.nio2blob;

import java.nio.file.Files;
import java.nio.file.Path;
import org.gaul.s3proxy.nio2blob.AbstractNio2BlobStore;

/**
 * Objects as files below one directory, with object versions and default encryption recorded beside them.
 * The files belong to the S3Proxy version that the root pom pins: their layout is no stable format.
 */
public final class VersionedFileStore extends AbstractNio2BlobStore {
    private final Path root;

    /** @param root an existing directory whose file system supports user extended attributes */
    public VersionedFileStore(Path root) {
        super(root);
        this.root = root;
    }

    /**
     * Whether a key stands where this one needs a directory, or a directory where this key would stand.
     *
     * @param key empty for the bucket itself, which nothing blocks
     */
    public boolean isBlocked(String bucket, String key) {
        if (key.isEmpty()) {
            return false;
        }
        Path top = root.resolve(bucket);
        Path file = top.resolve(key);
        if (!key.endsWith("/") && Files.isDirectory(file)) {
            return true;
        }
        Path each = key.endsWith("/") ? file : file.getParent();
        while (each != null && !each.equals(top)) {
            if (Files.isRegularFile(each)) {
                return true;
            }
            each = each.getParent();
        }
        return false;
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
