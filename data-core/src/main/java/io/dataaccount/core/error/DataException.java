package io.dataaccount.core.error;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The error of a call, with a sentence for the caller: what was wrong, with which value, and what to do. The sentence
 * is part of the response, so it never contains a secret, a token or a signed URL. The cause is not part of the
 * response.
 */
public class DataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final @Nullable String field;
    private @Nullable String operatorNote;

    /**
     * @param code the error code
     * @param detail the sentence for the caller
     */
    public DataException(ErrorCode code, String detail) {
        this(code, detail, null, null);
    }

    /**
     * @param code the error code
     * @param detail the sentence for the caller
     * @param cause the exception that caused the error, or null
     */
    public DataException(ErrorCode code, String detail, @Nullable Throwable cause) {
        this(code, detail, null, cause);
    }

    /**
     * @param code the error code
     * @param detail the sentence for the caller
     * @param field the name of the invalid field in the REST contract, or null
     * @param cause the exception that caused the error, or null
     */
    public DataException(ErrorCode code, String detail, @Nullable String field, @Nullable Throwable cause) {
        super(requireNonNull(detail, "detail is null"), cause);
        this.code = requireNonNull(code, "code is null");
        this.field = field;
    }

    /**
     * For subclasses that build their sentence in {@link #getMessage}. Creates no stack trace, because one request may
     * cause thousands of these errors.
     */
    DataException(String field, ErrorCode code) {
        super(null, null, true, false);
        this.code = requireNonNull(code, "code is null");
        this.field = requireNonNull(field, "field is null");
    }

    /** The error code. */
    public final ErrorCode code() {
        return code;
    }

    /** The name of the invalid field in the REST contract, if the error concerns one field. */
    public final Optional<String> field() {
        return Optional.ofNullable(field).map(SafeText::echo);
    }

    /**
     * Adds a note for the operator's log, such as the error code and request id of the service that failed.
     *
     * @param note contains no secret, token or signed URL
     * @return this exception
     */
    public final DataException withOperatorNote(String note) {
        this.operatorNote = requireNonNull(note, "note is null");
        return this;
    }

    /** The note for the operator's log; it is not part of the response. */
    public final Optional<String> operatorNote() {
        return Optional.ofNullable(operatorNote);
    }

    /** The sentence for the caller: what was wrong, with which value, and what to do. */
    public final String detail() {
        return requireNonNull(getMessage());
    }
}
