package io.dataaccount.core.error;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A request would weaken or replace settings that are in place. Nothing has been changed. */
public final class SettingConflictException extends DataException {
    private static final long serialVersionUID = 1L;

    private final transient List<Difference> differences;

    /**
     * @param subject what has the settings, such as {@code The bucket 'my-data'}
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

    /** One or more. */
    public List<Difference> differences() {
        return differences;
    }

    /**
     * One setting that the request would weaken or replace.
     *
     * @param field the field of the request, by its wire name
     * @param is the present value, or null if there is none
     * @param wanted the value that the request asks for, or null if there is none
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
