package io.dataaccount.core.record;

import io.dataaccount.core.port.BucketStore;

/** Breaks a rule, so that a test can verify that the rule fails. */
public interface RecordThatKnowsAPort {
    BucketStore known();
}
