package io.dataaccount.core.service;

import io.dataaccount.core.rest.RestApi;

/** Breaks a rule, so that a test can see the rule fail. */
public interface ServiceThatKnowsRest {
    RestApi known();
}
