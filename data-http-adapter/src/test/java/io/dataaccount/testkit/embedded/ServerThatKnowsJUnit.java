package io.dataaccount.testkit.embedded;

import org.junit.jupiter.api.TestInfo;

/** Breaks a rule, so that a test can see the rule fail. */
public interface ServerThatKnowsJUnit {
    TestInfo known();
}
