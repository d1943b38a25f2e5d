package io.dataaccount.aws.s3;

import io.dataaccount.aws.sts.StsCredentialResolver;

/** Breaks a rule, so that a test can see the rule fail. */
public interface S3PackageThatKnowsSts {
    StsCredentialResolver known();
}
