package io.dataaccount.core.model.audit;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A part of the audit log. It may have fewer entries than requested, or none, and still not be the last one.
 *
 * @param entries the entries, newest first
 * @param end the position after which the next page begins, or null if this is the last page
 */
public record AuditPage(List<AuditEntry> entries, @Nullable AuditPosition end) {
    public AuditPage {
        entries = List.copyOf(requireNonNull(entries, "entries is null"));
    }

    /** The position after which the next page begins; empty if this is the last page. */
    public Optional<AuditPosition> next() {
        return Optional.ofNullable(end);
    }
}
