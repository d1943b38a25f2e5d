package io.dataaccount.core.policy;

import io.dataaccount.core.service.DataAccountService;

/** Breaks a rule, so that a test can verify that the rule fails. */
public interface PolicyThatKnowsAService {
    DataAccountService known();
}
