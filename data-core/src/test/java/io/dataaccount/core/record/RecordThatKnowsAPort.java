package io.dataaccount.core.record;

import io.dataaccount.core.port.BucketStore;

/** Breaks a rule, so that a test can see the rule fail. */
public interface RecordThatKnowsAPort {
    BucketStore known();
}
