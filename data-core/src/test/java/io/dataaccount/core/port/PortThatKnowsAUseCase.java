package io.dataaccount.core.port;

import io.dataaccount.core.usecase.DataAccountService;

/** Breaks a rule, so that a test can see the rule fail. */
public interface PortThatKnowsAUseCase {
    DataAccountService known();
}
