package io.dataaccount.aws.s3;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.s3.model.CORSRule;

/**
 * Which requests of browsers a CORS rule matches. An element that a server left out counts as an empty list.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html">How S3 evaluates a CORS configuration</a>
 */
final class CorsMatch {
    private static final String EVERYTHING = "*";
    private static final String UPLOAD = "PUT";

    private CorsMatch() {}

    /**
     * Whether S3 would answer an upload that is meant for our rule by the other rule, without a header that ours exposes.
     * The response to a PUT depends on origin and method only. The headers that the other rule allows do not matter: a
     * preflight that it matches succeeds, and any other preflight reaches our rule. Of the other methods no header is
     * read.
     */
    static boolean shadows(CORSRule other, CORSRule ours) {
        return other.allowedMethods().contains(UPLOAD)
                && ours.allowedOrigins().stream().anyMatch(origin -> matchesOrigin(other, origin))
                && !exposesAll(other, ours.exposeHeaders());
    }

    /** Whether the rules have the same id and the same values. Their order has no meaning. */
    static boolean isSame(CORSRule one, CORSRule other) {
        return Objects.equals(one.id(), other.id())
                && Set.copyOf(one.allowedOrigins()).equals(Set.copyOf(other.allowedOrigins()))
                && Set.copyOf(one.allowedMethods()).equals(Set.copyOf(other.allowedMethods()))
                && lowerCase(one.allowedHeaders()).equals(lowerCase(other.allowedHeaders()))
                && lowerCase(one.exposeHeaders()).equals(lowerCase(other.exposeHeaders()))
                && Objects.equals(one.maxAgeSeconds(), other.maxAgeSeconds());
    }

    private static boolean matchesOrigin(CORSRule rule, String origin) {
        return rule.allowedOrigins().stream().anyMatch(pattern -> matches(pattern, origin));
    }

    /** A pattern may have one star, which matches any characters. */
    private static boolean matches(String pattern, String origin) {
        int star = pattern.indexOf('*');
        return star < 0
                ? pattern.equals(origin)
                : origin.length() >= pattern.length() - 1
                        && origin.startsWith(pattern.substring(0, star))
                        && origin.endsWith(pattern.substring(star + 1));
    }

    /** A star exposes every header to requests without credentials, such as those of the portal's page. */
    private static boolean exposesAll(CORSRule rule, List<String> headers) {
        Set<String> exposed = lowerCase(rule.exposeHeaders());
        return exposed.contains(EVERYTHING) || exposed.containsAll(lowerCase(headers));
    }

    private static Set<String> lowerCase(List<String> headers) {
        return headers.stream().map(each -> each.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }
}
