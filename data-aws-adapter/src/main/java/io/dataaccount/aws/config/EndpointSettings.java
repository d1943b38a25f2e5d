package io.dataaccount.aws.config;

import java.io.File;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether the environment may change the endpoints of AWS services that the AWS SDK uses. If it does not, an
 * endpoint follows from the region alone, and nobody needs to load the SDK to know it.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html">Settings reference</a>
 */
public final class EndpointSettings {
    /** Each pair is an environment variable and the system property that has precedence over it. */
    static final String[][] NAMES = {
        {"AWS_ENDPOINT_URL", "aws.endpointUrl"},
        {"AWS_ENDPOINT_URL_S3", "aws.endpointUrlS3"},
        {"AWS_USE_FIPS_ENDPOINT", "aws.useFipsEndpoint"},
        {"AWS_USE_DUALSTACK_ENDPOINT", "aws.useDualstackEndpoint"},
        {"AWS_S3_US_EAST_1_REGIONAL_ENDPOINT", "aws.s3UseUsEast1RegionalEndpoint"},
        {"AWS_DEFAULTS_MODE", "aws.defaultsMode"},
        {"AWS_PARTITIONS_FILE", "aws.partitionsFile"},
        {"AWS_CONFIG_FILE", "aws.configFile"},
        {"AWS_SHARED_CREDENTIALS_FILE", "aws.sharedCredentialsFile"},
    };

    private static final String[] PROFILE_FILES = {".aws/config", ".aws/credentials"};

    private EndpointSettings() {}

    /**
     * Whether a variable or a system property about endpoints is set, or a file with profiles exists. Does not read the
     * files. A variable with a blank value counts as not set.
     */
    public static boolean exist() {
        return exist(new Variables(), new Properties());
    }

    /** Has no lambda or stream, because it runs before the first upload URL of a process. */
    static boolean exist(Values environment, Values properties) {
        for (String[] names : NAMES) {
            if (isSet(environment.get(names[0])) || isSet(properties.get(names[1]))) {
                return true;
            }
        }
        // the SDK looks into one of these directories, depending on the operating system
        return hasProfiles(environment.get("HOME"))
                || hasProfiles(environment.get("USERPROFILE"))
                || hasProfiles(environment.get("HOMEDRIVE") + environment.get("HOMEPATH"))
                || hasProfiles(properties.get("user.home"));
    }

    private static boolean hasProfiles(@Nullable String home) {
        if (home == null) {
            return false;
        }
        for (String file : PROFILE_FILES) {
            if (new File(home, file).exists()) {
                return true;
            }
        }
        return false;
    }

    /** Values by name; null if there is none. */
    interface Values {
        @Nullable
        String get(String name);
    }

    private static final class Variables implements Values {
        @Override
        public @Nullable String get(String name) {
            return System.getenv(name);
        }
    }

    private static final class Properties implements Values {
        @Override
        public @Nullable String get(String name) {
            return System.getProperty(name);
        }
    }

    private static boolean isSet(@Nullable String value) {
        return value != null && !value.isBlank();
    }
}
