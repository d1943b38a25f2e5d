package io.dataaccount.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The same with the STS of another maker: every call still works, and none reaches another tenant. */
class CompatibleTenantBoundaryTest extends TenantBoundaryTest {
    private static OtherMakersSts sts;

    @BeforeAll
    static void startSts() throws IOException {
        sts = new OtherMakersSts(AWS);
    }

    @AfterAll
    static void stopSts() {
        sts.close();
    }

    @Override
    protected URI stsEndpoint() {
        return sts.endpoint();
    }

    /** Each of the three instances learns the form by itself. */
    @Test
    void everyInstance_isRefusedOnce() throws IOException {
        int before = sts.refused();
        everyCall_withinItsBorders_isLetThroughByItsSession("us-east-1");
        everyCall_withinItsBorders_isLetThroughByItsSession("eu-west-1");
        assertThat(sts.refused() - before).isEqualTo(3);
    }
}
