package io.dataaccount.core.port;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.model.page.PageToken;
import java.util.Base64;

/** The page tokens of lists of use cases. A token is the last id of its page, encoded so that clients do not build any. */
public final class UsecaseTokens {
    private static final String MARK = "usecases-";

    /** The maximum length of a partition key of DynamoDB, in bytes. */
    private static final int MAX_BYTES = 2048;

    private UsecaseTokens() {}

    /** @param lastId the id of the last record of the page, which may be unreadable; at most 2,048 bytes in UTF-8 */
    public static PageToken after(String lastId) {
        return new PageToken(MARK + Base64.getUrlEncoder().withoutPadding().encodeToString(lastId.getBytes(UTF_8)));
    }

    /**
     * The id after which the page begins. There may be no use case with that id.
     *
     * @throws InvalidInputException {@code page_token}, if no list of use cases has such a token
     */
    public static String lastId(PageToken token) {
        if (!token.value().startsWith(MARK)) {
            throw refused();
        }
        String id = fromBase64(token.value().substring(MARK.length()));
        if (id.isEmpty() || id.getBytes(UTF_8).length > MAX_BYTES || !token.equals(after(id))) {
            throw refused();
        }
        return id;
    }

    private static String fromBase64(String text) {
        try {
            return new String(Base64.getUrlDecoder().decode(text), UTF_8);
        } catch (IllegalArgumentException notBase64) {
            throw refused();
        }
    }

    private static InvalidInputException refused() {
        return InvalidInputException.withoutValue(
                "page_token",
                "does not belong to this listing: send the next_token of its last page, or none to start again");
    }
}
