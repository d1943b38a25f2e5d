package io.dataaccount.aws.s3.presign;

import software.amazon.awssdk.core.util.VersionInfo;

/** The version of the AWS SDK at run time. */
final class SdkVersion {
    private SdkVersion() {}

    /** Whether it is the version at compile time, whose URLs the tests compared with ours. */
    static boolean isTheOneTested() {
        try {
            // SDK_VERSION is a constant: the compiler inlines the tested version; reflection reads the actual one
            return VersionInfo.SDK_VERSION.equals(
                    VersionInfo.class.getField("SDK_VERSION").get(null));
        } catch (ReflectiveOperationException | LinkageError e) {
            return false;
        }
    }
}
