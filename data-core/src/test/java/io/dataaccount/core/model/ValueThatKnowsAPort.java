package io.dataaccount.core.model;

import io.dataaccount.core.port.BucketStore;

/** Breaks a rule, so that a test can see the rule fail. */
public interface ValueThatKnowsAPort {
    BucketStore known();
}
