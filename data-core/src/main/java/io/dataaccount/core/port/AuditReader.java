package io.dataaccount.core.port;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.model.audit.AuditEntry;
import io.dataaccount.core.model.audit.AuditEvent;
import io.dataaccount.core.model.audit.AuditPage;
import io.dataaccount.core.model.audit.AuditPosition;
import io.dataaccount.core.model.audit.AuditQuery;
import io.dataaccount.core.model.page.PageSize;
import org.jspecify.annotations.Nullable;

/** Reads what an {@link AuditLog} has stored. Safe for use by many threads. */
public interface AuditReader {
    /**
     * Returns one page of the selected events, newest first by {@link AuditEntry#at()}; the order of events of the same
     * millisecond is the same in every call. Each event is there once, with its last result: an event with
     * {@link AuditEvent.Result#STARTED} is one whose call has not ended, or did not end. An event of a form that this
     * version does not know is returned with the parts that can be read, and never fails the page.
     *
     * <p>A page reads a limited part of the log, so it may have fewer entries than requested, or none, and still not be
     * the last one. A log may show an event a moment after it was written, and an event that was written meanwhile may be
     * missing in the pages after.
     *
     * @param query which events
     * @param after the position after which the page begins, in the period of the query; null for the newest event
     * @param size the maximum number of entries
     * @throws DataException THROTTLED or UNAVAILABLE, both retryable, if the log could not be read
     */
    AuditPage read(AuditQuery query, @Nullable AuditPosition after, PageSize size);
}
