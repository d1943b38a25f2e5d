package io.dataaccount.aws.s3.presign;

import software.amazon.awssdk.core.util.VersionInfo;

/** Which version of the AWS SDK this runs with. */
final class SdkVersion {
    private SdkVersion() {}

    /** Whether it is the one that this was compiled with, and whose URLs the tests compared with ours. */
    static boolean isTheOneTested() {
        try {
            // a constant: by its name the compiler puts the tested version here, and only reflection sees the present
            // one
            return VersionInfo.SDK_VERSION.equals(
                    VersionInfo.class.getField("SDK_VERSION").get(null));
        } catch (ReflectiveOperationException | LinkageError e) {
            return false;
        }
    }
}
