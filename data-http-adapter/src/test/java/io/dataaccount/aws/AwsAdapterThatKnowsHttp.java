package io.dataaccount.aws;

import io.dataaccount.http.local.DataAccountServer;

/** Breaks a rule, so that a test can see the rule fail. */
public interface AwsAdapterThatKnowsHttp {
    DataAccountServer known();
}
