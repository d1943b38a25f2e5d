package io.dataaccount.testkit.embedded.nio2blob;

import java.nio.file.Path;
import org.gaul.s3proxy.nio2blob.AbstractNio2BlobStore;

/**
 * Objects as files below one directory, with object versions and default encryption recorded beside them.
 * The files belong to the S3Proxy version that the root pom pins: their layout is no stable format.
 */
public final class VersionedFileStore extends AbstractNio2BlobStore {
    /** @param root an existing directory whose file system supports user extended attributes */
    public VersionedFileStore(Path root) {
        super(root);
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
