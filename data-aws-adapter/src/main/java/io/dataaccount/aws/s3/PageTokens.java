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
 * Binds S3's continuation tokens to the listing they came from. S3 would take a token in another listing too, and go on
 * somewhere in it without a word.
 */
final class PageTokens {
    private static final int MARK_BYTES = 9;

    private final String mark;

    /** @param listing what tells the listing from every other: account, bucket, prefix */
    PageTokens(Object... listing) {
        this.mark = mark(Arrays.toString(listing));
    }

    @Nullable
    PageToken issue(@Nullable String token) {
        return token == null || token.isEmpty()
                ? null
                : new PageToken(mark
                        + Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(token.getBytes(StandardCharsets.UTF_8)));
    }

    @Nullable
    String open(@Nullable PageToken token) {
        if (token == null) {
            return null;
        }
        if (!token.value().startsWith(mark)) {
            throw refused();
        }
        String opened = decoded(token.value().substring(mark.length()));
        if (opened.isEmpty()
                || !token.equals(issue(opened))
                || !opened.codePoints().allMatch(PageTokens::isOfXml)) {
            throw refused(); // nothing that S3 has given out
        }
        return opened;
    }

    private static String decoded(String text) {
        try {
            return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            throw refused();
        }
    }

    /**
     * Whether a response of S3 can have the character. Some S3-compatible servers send a key as the token, so a token may
     * have all of them.
     *
     * @see <a href="https://www.w3.org/TR/xml/#charsets">Characters of XML 1.0</a>
     */
    private static boolean isOfXml(int c) {
        return c >= ' ' ? c != 0xFFFE && c != 0xFFFF : c == '\t' || c == '\n' || c == '\r';
    }

    static InvalidInputException refused() {
        return InvalidInputException.withoutValue(
                "page_token", "is not of this listing: send the next_token of its last page, or none to begin anew");
    }

    private static String mark(String listing) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(listing.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, MARK_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
