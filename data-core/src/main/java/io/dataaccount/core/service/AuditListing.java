package io.dataaccount.core.service;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.audit.AuditEntry;
import io.dataaccount.core.model.audit.AuditPage;
import io.dataaccount.core.model.audit.AuditQuery;
import io.dataaccount.core.model.page.Page;
import io.dataaccount.core.model.page.PageRequest;
import io.dataaccount.core.model.page.PageSize;
import io.dataaccount.core.port.AuditLog;
import io.dataaccount.core.port.AuditReader;

/** Reads pages of the audit log. Safe for use by many threads. */
final class AuditListing {
    /** An event has up to 16 KB, and the response of a Lambda function is limited to 6 MB. */
    private static final int MAX_ENTRIES = 200;

    private final AuditLog log;

    AuditListing(AuditLog log) {
        this.log = log;
    }

    /**
     * Returns one page with at most 200 entries, newest first.
     *
     * @throws DataException AUDIT_LOG_NOT_FOUND if there is no log that can be read; and what {@link AuditReader} throws
     */
    Page<AuditEntry> read(AuditQuery query, PageRequest page) {
        AuditReader reader = log.reader()
                .orElseThrow(() -> new DataException(
                        ErrorCode.AUDIT_LOG_NOT_FOUND,
                        "This server has no audit log that can be read: its operator can configure a table for it."));
        AuditPageTokens tokens = new AuditPageTokens(query);
        PageSize size = new PageSize(Math.min(page.size().value(), MAX_ENTRIES));
        AuditPage found = reader.read(query, tokens.decode(page.token()), size);
        return new Page<>(found.entries(), found.next().map(tokens::encode).orElse(null));
    }
}
