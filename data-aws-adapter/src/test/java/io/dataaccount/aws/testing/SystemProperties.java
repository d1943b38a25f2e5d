package io.dataaccount.aws.testing;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Sets system properties, which the AWS SDK reads, for one test. The test classes run one after the other. */
public final class SystemProperties implements AfterEachCallback {
    private final Map<String, @Nullable String> before = new HashMap<>();

    public void set(String name, String value) {
        if (!before.containsKey(name)) { // a second value in one test must not become the one from before
            before.put(name, System.getProperty(name));
        }
        System.setProperty(name, value);
    }

    /** Sets the values from before the test. */
    public void restore() {
        before.forEach((name, value) -> {
            if (value == null) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
        before.clear();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        restore();
    }
}
