package io.dataaccount.http.oidc;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;

/**
 * The request has no valid token. Neither the message nor the challenge contains any part of the token.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3">RFC 6750, section 3</a>
 */
public final class InvalidTokenException extends DataException {
    private static final long serialVersionUID = 1L;

    private final String challenge;

    private InvalidTokenException(String detail, String challenge) {
        super(ErrorCode.UNAUTHENTICATED, detail);
        this.challenge = challenge;
    }

    static InvalidTokenException missing() {
        return new InvalidTokenException(
                "The request has no token: sign in, and send the token in the header Authorization: Bearer <token>.",
                "Bearer");
    }

    /** @param fault a predicate such as "has expired", without any text from the token and without quotes */
    static InvalidTokenException because(String fault) {
        String sentence = "The token " + fault;
        return new InvalidTokenException(
                sentence + ": sign in again.",
                "Bearer error=\"invalid_token\", error_description=\"" + sentence + "\"");
    }

    /** The value of the response header {@code WWW-Authenticate}. */
    public String challenge() {
        return challenge;
    }
}
