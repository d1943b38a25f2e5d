package io.dataaccount.core.port;

import io.dataaccount.core.service.DataAccountService;

/** Breaks a rule, so that a test can verify that the rule fails. */
public interface PortThatKnowsAService {
    DataAccountService known();
}
