package io.dataaccount.aws.sdk;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.utils.internal.SystemSettingUtilsTestBackdoor;

/**
 * Makes the AWS SDK treat environment variables and system properties with a blank value as not set. Some templates cannot leave a variable
 * out, and the SDK fails on an empty {@code AWS_ENDPOINT_URL_STS}, {@code AWS_USE_FIPS_ENDPOINT} or {@code
 * AWS_MAX_ATTEMPTS}, not only in our clients, but also in the clients of its credentials providers. Its public API has
 * no way to leave a variable out, so this uses the one that its own tests use. It acts on all of the SDK in this JVM,
 * and only on variables that are set and blank. Blank system properties of the SDK are removed.
 */
public final class EmptyVariables {
    private static final String PREFIX = "AWS_";
    private static final String PROPERTY_PREFIX = "aws.";
    private static boolean isHidden;

    private EmptyVariables() {}

    /** Call this before the SDK reads a variable or a system property. The variables are read at the first call only. */
    public static synchronized void hide() {
        removeBlankProperties();
        if (isHidden) {
            return;
        }
        isHidden = true;
        List<String> blank = blank(System.getenv());
        if (!blank.isEmpty()) {
            hide(blank);
        }
    }

    private static void removeBlankProperties() {
        for (String name : System.getProperties().stringPropertyNames()) {
            if (name.startsWith(PROPERTY_PREFIX)
                    && System.getProperty(name, "x").isBlank()) {
                System.clearProperty(name);
            }
        }
    }

    private static List<String> blank(Map<String, String> environment) {
        List<String> names = new ArrayList<>();
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            if (variable.getKey().startsWith(PREFIX) && variable.getValue().isBlank()) {
                names.add(variable.getKey());
            }
        }
        return names;
    }

    private static void hide(List<String> names) {
        try {
            Hidden.from(names);
        } catch (LinkageError e) {
            System.getLogger(EmptyVariables.class.getName())
                    .log(
                            Level.WARNING,
                            "These environment variables are set but empty, and this version of the AWS SDK may fail"
                                    + " because of them: " + String.join(", ", names) + ". Unset them.");
        }
    }

    /** A class of its own, because another version of the SDK may not have the class that it uses. */
    private static final class Hidden {
        @SuppressWarnings("NullAway") // null is how the SDK's tests leave a variable out
        static void from(List<String> names) {
            for (String name : names) {
                SystemSettingUtilsTestBackdoor.addEnvironmentVariableOverride(name, null);
            }
        }
    }
}
