package io.dataaccount.testkit.embedded.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dataaccount.testkit.embedded.http.XmlReader;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.w3c.dom.Element;

/** A CORS rule of a bucket. Origins and headers may contain one {@code *}. */
record CorsRule(
        List<String> origins,
        List<String> methods,
        List<String> headers,
        List<String> exposed,
        Optional<String> maxAgeSeconds) {

    static List<CorsRule> of(EmbeddedBucket bucket) {
        return bucket.setting(EmbeddedBucketSetting.CORS)
                .map(document -> XmlReader.root(document.getBytes(UTF_8), EmbeddedBucketSetting.CORS.rootElement()))
                .map(root -> XmlReader.children(root, "CORSRule").stream()
                        .map(CorsRule::read)
                        .toList())
                .orElse(List.of());
    }

    boolean admits(String origin, String method) {
        return methods.contains(method) && origins.stream().anyMatch(each -> matches(each, origin));
    }

    boolean admitsHeader(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return headers.stream().anyMatch(each -> matches(each.toLowerCase(Locale.ROOT), lower));
    }

    /** Whether the rule is for every origin. Such a rule does not allow credentials. */
    boolean isForEveryOrigin() {
        return origins.contains("*");
    }

    private static CorsRule read(Element rule) {
        return new CorsRule(
                XmlReader.texts(rule, "AllowedOrigin"),
                XmlReader.texts(rule, "AllowedMethod"),
                XmlReader.texts(rule, "AllowedHeader"),
                XmlReader.texts(rule, "ExposeHeader"),
                XmlReader.text(rule, "MaxAgeSeconds"));
    }

    private static boolean matches(String pattern, String value) {
        int star = pattern.indexOf('*');
        if (star < 0) {
            return pattern.equals(value);
        }
        return value.length() >= pattern.length() - 1
                && value.startsWith(pattern.substring(0, star))
                && value.endsWith(pattern.substring(star + 1));
    }
}
