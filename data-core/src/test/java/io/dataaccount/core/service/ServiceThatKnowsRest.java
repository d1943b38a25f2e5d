package io.dataaccount.core.service;

import io.dataaccount.core.rest.RestApi;

/** Breaks a rule, so that a test can verify that the rule fails. */
public interface ServiceThatKnowsRest {
    RestApi known();
}
