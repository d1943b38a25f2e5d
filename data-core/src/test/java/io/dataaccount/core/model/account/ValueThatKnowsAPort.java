package io.dataaccount.core.model.account;

import io.dataaccount.core.port.BucketStore;

/** Breaks a rule, so that a test can see the rule fail. */
public interface ValueThatKnowsAPort {
    BucketStore known();
}
