package io.dataaccount.core.rest;

import io.dataaccount.core.audit.JsonLinesAuditLog;

/** Breaks a rule, so that a test can verify that the rule fails. */
public interface RestThatKnowsTheAuditLog {
    JsonLinesAuditLog known();
}
