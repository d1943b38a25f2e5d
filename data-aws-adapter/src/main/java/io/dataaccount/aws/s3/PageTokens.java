package io.dataaccount.aws.s3;

import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.model.page.PageToken;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Binds S3's continuation tokens to the listing that they came from. S3 itself accepts a token in another listing and
 * continues at some entry of it without an error. Immutable; safe for use by many threads.
 */
final class PageTokens {
    private static final int FINGERPRINT_BYTES = 9;

    private final String fingerprint;

    /** @param listing the values that identify the listing, such as account, bucket and prefix */
    PageTokens(Object... listing) {
        this.fingerprint = fingerprint(Arrays.toString(listing));
    }

    /** The page token for a continuation token; null if there is none, that is after the last page. */
    @Nullable
    PageToken encode(@Nullable String token) {
        return token == null || token.isEmpty()
                ? null
                : new PageToken(fingerprint
                        + Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(token.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * The continuation token in a page token; null for the first page.
     *
     * @throws InvalidInputException if the page token was not encoded for this listing
     */
    @Nullable
    String decode(@Nullable PageToken token) {
        if (token == null) {
            return null;
        }
        if (!token.value().startsWith(fingerprint)) {
            throw refused();
        }
        String decoded = fromBase64(token.value().substring(fingerprint.length()));
        if (decoded.isEmpty()
                || !token.equals(encode(decoded))
                || !decoded.codePoints().allMatch(PageTokens::isXmlCharacter)) {
            throw refused(); // S3 never sent such a token
        }
        return decoded;
    }

    private static String fromBase64(String text) {
        try {
            return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            throw refused();
        }
    }

    /**
     * Whether an XML response can contain the character. A token may contain any of these, because some S3-compatible
     * servers use an object key as the token.
     *
     * @see <a href="https://www.w3.org/TR/xml/#charsets">Characters of XML 1.0</a>
     */
    private static boolean isXmlCharacter(int c) {
        return c >= ' ' ? c != 0xFFFE && c != 0xFFFF : c == '\t' || c == '\n' || c == '\r';
    }

    static InvalidInputException refused() {
        return InvalidInputException.withoutValue(
                "page_token",
                "does not belong to this listing: send the next_token of its last page, or none to start again");
    }

    private static String fingerprint(String listing) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(listing.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, FINGERPRINT_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
