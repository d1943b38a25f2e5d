package io.dataaccount.aws.config;

import io.dataaccount.core.Internal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether the environment names a proxy or a file of CA certificates. If it does not, nobody needs to load the
 * classes that support them.
 */
@Internal
public final class NetworkVariables {
    /** A PEM file with CA certificates that are trusted besides those of Java. */
    public static final String CA_BUNDLE = "AWS_CA_BUNDLE";

    /** In the order in which curl reads them. */
    static final String[] HTTPS_PROXY = {"https_proxy", "HTTPS_PROXY"};

    static final String[] HTTP_PROXY = {"http_proxy", "HTTP_PROXY"};
    static final String[] NO_PROXY = {"no_proxy", "NO_PROXY"};

    private NetworkVariables() {}

    /**
     * Whether a variable or a system property is set. Has no lambda or stream, because it runs before the first upload
     * URL of a process.
     *
     * @param environment the variables by name, such as {@link System#getenv()}
     */
    public static boolean exist(Map<String, String> environment) {
        return isAnySet(HTTPS_PROXY, environment)
                || isAnySet(HTTP_PROXY, environment)
                || isSet(environment.get(CA_BUNDLE))
                || isSet(System.getProperty("https.proxyHost"))
                || isSet(System.getProperty("http.proxyHost"));
    }

    /**
     * What is wrong with the variables and system properties, a sentence each. Loads no further class if none is set.
     *
     * @param environment the variables by name
     */
    static List<String> problems(Map<String, String> environment) {
        if (!exist(environment)) {
            return List.of();
        }
        List<String> problems = new ArrayList<>();
        try {
            ProxySettings.read(environment, System::getProperty);
        } catch (InvalidConfigurationException e) {
            problems.addAll(e.problems());
        }
        try {
            String bundle = environment.get(CA_BUNDLE);
            if (bundle != null && !bundle.isBlank()) {
                CaBundle.certificates(bundle.strip());
            }
        } catch (InvalidConfigurationException e) {
            problems.addAll(e.problems());
        }
        return problems;
    }

    private static boolean isAnySet(String[] names, Map<String, String> environment) {
        for (String name : names) {
            if (isSet(environment.get(name))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSet(@Nullable String value) {
        return value != null && !value.isBlank();
    }
}
