package io.dataaccount.core.policy;

import io.dataaccount.core.service.DataAccountService;

/** Breaks a rule, so that a test can see the rule fail. */
public interface PolicyThatKnowsAService {
    DataAccountService known();
}
