package io.dataaccount.testkit.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.model.page.PageRequest;
import io.dataaccount.core.model.page.PageToken;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Identifies a listing by name. A page token contains the name of its listing and the last entry of its page.
 *
 * @param name a different name for every listing; does not end with a zero character
 */
record Listing(String name) {
    private static final char END_OF_NAME = '\0';

    PageToken tokenAfter(String entry) {
        String text = name + END_OF_NAME + entry;
        return new PageToken(Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8)));
    }

    /** The entry after which the page begins; empty for the first page. */
    Optional<String> after(PageRequest page) {
        return page.after().map(token -> {
            String text = decoded(token);
            if (!text.startsWith(name + END_OF_NAME)) {
                throw foreign();
            }
            return text.substring(name.length() + 1);
        });
    }

    private static String decoded(PageToken token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token.value()), UTF_8);
        } catch (IllegalArgumentException notBase64) {
            throw foreign();
        }
    }

    /** The listing with a name made of the parts, which must not contain a zero character. */
    static Listing of(String... parts) {
        return new Listing(String.join("\1", List.of(parts)));
    }

    private static InvalidInputException foreign() {
        return InvalidInputException.withoutValue(
                "page_token", "must be the next_token of an earlier page of the same listing, unchanged");
    }
}
