package io.dataaccount.testkit.embedded.config;

import io.dataaccount.testkit.embedded.EmbeddedAwsConfig;

/** Breaks a rule, so that a test can see the rule fail. */
public interface ConfigThatKnowsTheServer {
    EmbeddedAwsConfig known();
}
