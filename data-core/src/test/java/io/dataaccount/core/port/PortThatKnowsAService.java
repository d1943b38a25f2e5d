package io.dataaccount.core.port;

import io.dataaccount.core.service.DataAccountService;

/** Breaks a rule, so that a test can see the rule fail. */
public interface PortThatKnowsAService {
    DataAccountService known();
}
