package io.dataaccount.http.oidc;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;

/**
 * A request without a token that proves who sent it. Neither the sentence nor the challenge holds anything of the token.
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
                "The request has no token: sign in and send it along as Authorization: Bearer <token>.", "Bearer");
    }

    /** @param fault such as "has expired", in words of ours alone */
    static InvalidTokenException because(String fault) {
        String sentence = "The token " + fault;
        return new InvalidTokenException(
                sentence + ": sign in again.",
                "Bearer error=\"invalid_token\", error_description=\"" + sentence + "\"");
    }

    /** The value of {@code WWW-Authenticate}. */
    public String challenge() {
        return challenge;
    }
}
