package io.dataaccount.core.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.model.audit.AuditPosition;
import io.dataaccount.core.model.audit.AuditQuery;
import io.dataaccount.core.model.page.PageToken;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The page tokens of one query of the audit log. A token contains the position and a checksum of it and of the query, so
 * that a changed token, or that of another query, is refused and does not continue at some other event. The checksum is
 * not a signature: a token gives no access, and each call checks the caller's role. Immutable.
 */
final class AuditPageTokens {
    private static final int CHECKSUM_BYTES = 12;

    /** The length of the checksum in base64. */
    private static final int CHECKSUM_LENGTH = 16;

    /** The maximum length of an event id, in bytes: that of a partition key of DynamoDB. */
    private static final int MAX_ID_BYTES = 2048;

    private final AuditQuery query;

    AuditPageTokens(AuditQuery query) {
        this.query = query;
    }

    PageToken encode(AuditPosition position) {
        String text = position.at().toEpochMilli() + "\n" + position.eventId();
        return new PageToken(
                checksum(text) + Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8)));
    }

    /**
     * The position in a page token; null for the first page.
     *
     * @throws InvalidInputException {@code page_token}, if it was not encoded for this query
     */
    @Nullable
    AuditPosition decode(@Nullable PageToken token) {
        if (token == null) {
            return null;
        }
        String text = fromBase64(token.value());
        int end = text.indexOf('\n');
        if (end < 0) {
            throw refused();
        }
        AuditPosition position = new AuditPosition(moment(text.substring(0, end)), text.substring(end + 1));
        if (!mayBeStored(position.eventId())
                || !token.equals(encode(position))
                || !query.period().contains(position.at())) {
            throw refused();
        }
        return position;
    }

    /** Anyone can compute the checksum of a token. A store would fail with an id that it cannot have. */
    private static boolean mayBeStored(String eventId) {
        return !eventId.isEmpty() && eventId.getBytes(UTF_8).length <= MAX_ID_BYTES;
    }

    private static String fromBase64(String token) {
        try {
            return token.length() < CHECKSUM_LENGTH
                    ? ""
                    : new String(Base64.getUrlDecoder().decode(token.substring(CHECKSUM_LENGTH)), UTF_8);
        } catch (IllegalArgumentException notBase64) {
            throw refused();
        }
    }

    private static Instant moment(String millis) {
        try {
            return Instant.ofEpochMilli(Long.parseLong(millis));
        } catch (NumberFormatException | DateTimeException notATime) {
            throw refused();
        }
    }

    private static InvalidInputException refused() {
        return InvalidInputException.withoutValue(
                "page_token",
                "does not belong to this use case with these filters:"
                        + " send the next_token of the last page with the same filters, or none to start again");
    }

    /** No value but the event id, which is the last, can contain a line feed. */
    private String checksum(String position) {
        String all = String.join(
                "\n",
                Objects.toString(query.scope(), ""),
                Objects.toString(query.actor(), ""),
                Objects.toString(query.action(), ""),
                query.period().from().toString(),
                query.period().to().toString(),
                position);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(all.getBytes(UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, CHECKSUM_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
