package io.dataaccount.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.aws.config.AwsObserver;
import io.dataaccount.core.port.AuditLog;
import io.dataaccount.testkit.fake.InMemoryAuditLog;
import org.junit.jupiter.api.Test;

class MeteredAuditLogTest {
    @Test
    void log_canBeReadAsWithoutMetrics() {
        assertThat(new MeteredAuditLog(new InMemoryAuditLog(), AwsObserver.NONE).reader())
                .isPresent();
        assertThat(new MeteredAuditLog(AuditLog.NONE, AwsObserver.NONE).reader())
                .isEmpty();
    }
}
