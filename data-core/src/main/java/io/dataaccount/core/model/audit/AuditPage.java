package io.dataaccount.core.model.audit;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.model.page.PageSize;
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

    /**
     * The page of a store that looked for one entry more than requested, to learn whether there is a next page.
     *
     * @param found the entries, newest first, at most one more than the size
     * @param size the maximum number of entries of the page
     */
    public static AuditPage of(List<AuditEntry> found, PageSize size) {
        if (found.size() <= size.value()) {
            return new AuditPage(found, null);
        }
        List<AuditEntry> page = found.subList(0, size.value());
        return new AuditPage(page, page.get(page.size() - 1).position());
    }

    /** The position after which the next page begins; empty if this is the last page. */
    public Optional<AuditPosition> next() {
        return Optional.ofNullable(end);
    }
}
