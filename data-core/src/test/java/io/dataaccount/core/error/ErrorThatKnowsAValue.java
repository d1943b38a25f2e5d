package io.dataaccount.core.error;

import io.dataaccount.core.model.bucket.BucketName;

/** Breaks a rule, so that a test can verify that the rule fails. */
public interface ErrorThatKnowsAValue {
    BucketName known();
}
