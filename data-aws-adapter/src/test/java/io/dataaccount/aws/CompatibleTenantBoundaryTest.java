package io.dataaccount.aws;

import io.dataaccount.aws.config.PolicyDialect;

/** The same with the policies for servers of other makers: every call still works, and none reaches another tenant. */
class CompatibleTenantBoundaryTest extends TenantBoundaryTest {
    @Override
    protected PolicyDialect dialect() {
        return PolicyDialect.COMPATIBLE;
    }
}
