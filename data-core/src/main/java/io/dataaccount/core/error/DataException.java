package io.dataaccount.core.error;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call that could not be done, with a sentence for the caller: what was wrong, with what value, and what to do.
 * The sentence goes over the wire, so it never holds a secret, a token or a signed URL; the cause does not.
 */
public class DataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final @Nullable String field;
    private @Nullable String operatorNote;

    public DataException(ErrorCode code, String detail) {
        this(code, detail, null, null);
    }

    public DataException(ErrorCode code, String detail, @Nullable Throwable cause) {
        this(code, detail, null, cause);
    }

    public DataException(ErrorCode code, String detail, @Nullable String field, @Nullable Throwable cause) {
        super(requireNonNull(detail, "detail is null"), cause);
        this.code = requireNonNull(code, "code is null");
        this.field = field;
    }

    /**
     * Without a stack trace, and for a class that makes its sentence in {@link #getMessage} when it is needed: for a refusal
     * of which one request may cause thousands.
     */
    DataException(String field, ErrorCode code) {
        super(null, null, true, false);
        this.code = requireNonNull(code, "code is null");
        this.field = requireNonNull(field, "field is null");
    }

    public final ErrorCode code() {
        return code;
    }

    /** The field of the request that is at fault, by its wire name, if it is one field's fault. */
    public final Optional<String> field() {
        return Optional.ofNullable(field).map(SafeText::echo);
    }

    /**
     * Adds what the log is to have beside the sentence, such as the error code and request id of the service that failed.
     *
     * @param note has no secret, no token and no signed URL
     */
    public final DataException withOperatorNote(String note) {
        this.operatorNote = requireNonNull(note, "note is null");
        return this;
    }

    /** What is for the log and not for the caller. */
    public final Optional<String> operatorNote() {
        return Optional.ofNullable(operatorNote);
    }

    /** The sentence for the caller. */
    public final String detail() {
        return requireNonNull(getMessage());
    }
}
