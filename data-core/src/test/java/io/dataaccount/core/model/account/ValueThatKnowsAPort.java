package io.dataaccount.core.model.account;

import io.dataaccount.core.port.BucketStore;

/** Breaks a rule, so that a test can verify that the rule fails. */
public interface ValueThatKnowsAPort {
    BucketStore known();
}
