package io.dataaccount.core.rest;

import io.dataaccount.core.audit.JsonLinesAuditLog;

/** Breaks a rule, so that a test can see the rule fail. */
public interface RestThatKnowsTheAuditLog {
    JsonLinesAuditLog known();
}
