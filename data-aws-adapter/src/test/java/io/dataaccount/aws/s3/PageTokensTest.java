package io.dataaccount.aws.s3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.model.page.PageToken;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageTokensTest {
    private final PageTokens tokens = new PageTokens("folder", "111122223333", "my-data", "raw/");

    @Test
    void whatS3GaveOut_comesBackUnchanged() {
        for (String token : List.of(
                "1ueGcxLPRx1Tr/XYExHnhbYLgveDs2J/wm36Hy4vbOwM=",
                "raw/é 1.txt",
                "a\uD83D\uDE00",
                "a\t\r\n\u0085\uFDD0")) {
            assertThat(tokens.decode(tokens.encode(token))).isEqualTo(token);
        }
        assertThat(tokens.decode(null)).isNull();
    }

    /** The fingerprint is not secret, so a caller can append any text to it. */
    @Test
    void whatS3CannotHaveGivenOut_isRefused() {
        String issued = issued(tokens);
        String mark =
                issued.substring(0, issued.length() - encoded("abcd", "UTF-8").length());
        for (String forged : List.of("\0", "a\0b", "a\bb", "\u001b[2J", "\u001f", "\uFFFF", "a\uFFFE")) {
            assertRefused(mark + encoded(forged, "UTF-8"));
        }
        assertRefused(mark);
        assertRefused(mark + "%%%");
        assertRefused(mark + encoded("\u00ff\u00fe", "ISO-8859-1")); // not UTF-8
        assertRefused(mark + encoded("abcd", "UTF-8") + "==");
        assertRefused(mark + "YWJjZB"); // the unused bits of the last character are not zero
        assertRefused(issued(new PageTokens("folder", "111122223333", "my-data", "raw")));
    }

    private static String issued(PageTokens tokens) {
        return requireNonNull(tokens.encode("abcd"), "no token").value();
    }

    private void assertRefused(String token) {
        assertThatThrownBy(() -> tokens.decode(new PageToken(token)))
                .isInstanceOfSatisfying(
                        InvalidInputException.class, e -> assertThat(e.field()).contains("page_token"));
    }

    private static String encoded(String text, String charset) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(charset.equals("UTF-8") ? UTF_8 : ISO_8859_1));
    }
}
