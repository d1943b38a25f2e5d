package io.dataaccount.core.error;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The request would weaken or replace current settings. Nothing has been changed. */
public final class SettingConflictException extends DataException {
    private static final long serialVersionUID = 1L;

    private final transient List<Difference> differences;

    /**
     * Creates the error.
     *
     * @param subject the owner of the settings, such as {@code The bucket 'my-data'}
     * @param differences one or more; the first one names the field of the error
     * @param remedy continues the sentence after a colon
     */
    public SettingConflictException(String subject, List<Difference> differences, String remedy) {
        super(
                ErrorCode.CONFLICT,
                subject + " exists with other settings than the request names, and none was changed ("
                        + differences.stream().map(Difference::sentence).collect(Collectors.joining("; ")) + "): "
                        + remedy,
                differences.get(0).field(),
                null);
        this.differences = List.copyOf(differences);
    }

    /** The settings that the request would weaken or replace, at least one. Null after deserialisation. */
    public List<Difference> differences() {
        return differences;
    }

    /**
     * One setting that the request would weaken or replace.
     *
     * @param field the name of the field in the request
     * @param is the current value, or null if there is none
     * @param wanted the requested value, or null if there is none
     */
    public record Difference(
            String field, @Nullable String is, @Nullable String wanted) {
        public Difference {
            requireNonNull(field, "field is null");
        }

        private String sentence() {
            return field + " is " + text(is) + ", the request wants " + text(wanted);
        }

        private static String text(@Nullable String value) {
            return value == null ? "not set" : "'" + value + "'";
        }
    }
}
