package io.dataaccount.aws.config;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the variables that change the endpoints of AWS services. The AWS SDK reads them too. They are read here so that
 * a wrong one ends the start with a clear message, and so that a program may pass variables other than its own.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html">Service-specific
 *     endpoints</a>
 */
final class EndpointVariables {
    private static final String S3 = "AWS_ENDPOINT_URL_S3";
    private static final String ALL = "AWS_ENDPOINT_URL";
    private static final List<String> ENDPOINTS = List.of(ALL, S3, "AWS_ENDPOINT_URL_STS", "AWS_ENDPOINT_URL_DYNAMODB");

    /** The SDK refuses a custom endpoint together with one of these. */
    private static final List<String> KINDS = List.of("AWS_USE_FIPS_ENDPOINT", "AWS_USE_DUALSTACK_ENDPOINT");

    private EndpointVariables() {}

    /**
     * The URL of an S3-compatible server; null if these variables name none, or if the SDK has to find it because a
     * system property has precedence.
     */
    static @Nullable URI s3(Environment values) {
        Map<String, String> urls = new LinkedHashMap<>();
        boolean ignored = values.optional("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", EndpointVariables::bool, false);
        String kind = "";
        for (String each : KINDS) {
            kind = values.optional(each, EndpointVariables::bool, false) ? each : kind;
        }
        for (String name : ENDPOINTS) {
            String usedKind = ignored ? "" : kind;
            String url = values.optional(name, text -> url(text, usedKind), "");
            if (!url.isEmpty() && !ignored) {
                urls.put(name, url);
            }
        }
        values.optional("AWS_S3_US_EAST_1_REGIONAL_ENDPOINT", EndpointVariables::usEast1, "");
        boolean bySystemProperty = isSet("aws.endpointUrlS3") || isSet("aws.endpointUrl");
        String url = urls.getOrDefault(S3, urls.get(ALL));
        return url == null || bySystemProperty || "true".equals(property("aws.ignoreConfiguredEndpointUrls"))
                ? null
                : URI.create(url);
    }

    private static String url(String text, String kind) {
        String url = HttpUrl.check(text);
        if (!kind.isEmpty()) {
            throw new IllegalArgumentException("must not be set while " + kind + " is true, because AWS has no such"
                    + " variant of another server's endpoint: unset one of them");
        }
        return url;
    }

    /** As the SDK reads it, in upper or lower case. */
    private static boolean bool(String text) {
        return Environment.bool(text.toLowerCase(Locale.ROOT));
    }

    /** The SDK takes every other value for {@code legacy}, without an error. */
    private static String usEast1(String text) {
        if (!List.of("regional", "legacy").contains(text.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("must be regional or legacy");
        }
        return text;
    }

    private static boolean isSet(String property) {
        return !property(property).isEmpty();
    }

    private static String property(String name) {
        String value = System.getProperty(name);
        return value == null ? "" : value.strip().toLowerCase(Locale.ROOT);
    }
}
