package io.dataaccount.core.usecase;

import io.dataaccount.core.rest.RestApi;

/** Breaks a rule, so that a test can see the rule fail. */
public interface UseCaseThatKnowsRest {
    RestApi known();
}
