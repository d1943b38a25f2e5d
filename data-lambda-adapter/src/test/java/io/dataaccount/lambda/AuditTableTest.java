package io.dataaccount.lambda;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.dataaccount.aws.dynamodb.DynamoDbAuditLog;
import io.dataaccount.aws.json.JacksonCodec;
import io.dataaccount.core.model.audit.AuditEvent;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.record.AuditRecord;
import io.dataaccount.testkit.contract.AuditContract;
import io.dataaccount.testkit.contract.InMemoryFixture;
import io.dataaccount.testkit.contract.RecordedResponse;
import io.dataaccount.testkit.contract.RestCall;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The items in the portal's audit table after hostile requests. */
class AuditTableTest extends AuditContract {
    private static final String TABLE = "dda-portal-audit-log";

    private final PortalTables tables = PortalTables.start();
    private final DynamoDbClient client = tables.client();
    private final InMemoryFixture fixture =
            new InMemoryFixture(new JacksonCodec(), new DynamoDbAuditLog(client, TABLE, Duration.ofDays(2)));

    AuditTableTest() throws Exception {}

    @AfterEach
    void close() {
        client.close();
        tables.close();
    }

    @Override
    protected RecordedResponse send(Caller caller, RestCall call) {
        return fixture.send(caller, call);
    }

    @Override
    protected InMemoryFixture fixture() {
        return fixture;
    }

    @Test
    @Override
    protected void hostileCalls_ofEveryOperationByEveryRole_areOneEventEach() throws JsonProcessingException {
        super.hostileCalls_ofEveryOperationByEveryRole_areOneEventEach();
        Map<String, Object> made = fixture.audit().events().stream()
                .collect(toMap(AuditEvent::id, event -> comparable(AuditRecord.of(event)), (first, last) -> last));
        Map<String, Object> stored = client.scanPaginator(scan -> scan.tableName(TABLE)).items().stream()
                .collect(toMap(item -> requireNonNull(item.get("event_id")).s(), AuditTableTest::withoutTtl));
        assertThat(made).hasSizeGreaterThan(100);
        assertThat(stored).isEqualTo(made);
    }

    private static Object withoutTtl(Map<String, AttributeValue> item) {
        Map<String, Object> plain = item.entrySet().stream()
                .filter(each -> !each.getKey().equals("ttl"))
                .collect(toMap(Map.Entry::getKey, each -> plain(each.getValue())));
        return comparable(plain);
    }

    private static Object plain(AttributeValue value) {
        return switch (value.type()) {
            case S -> value.s();
            case N -> new BigDecimal(value.n());
            case BOOL -> value.bool();
            case L -> value.l().stream().map(AuditTableTest::plain).toList();
            case M -> value.m().entrySet().stream().collect(toMap(Map.Entry::getKey, each -> plain(each.getValue())));
            default -> throw new AssertionError("no event has " + value.type());
        };
    }

    /** Replaces every number with the text of its digits. */
    private static Object comparable(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream().collect(toMap(Map.Entry::getKey, each -> comparable(each.getValue())));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(AuditTableTest::comparable).toList();
        }
        return value instanceof Number number ? new BigDecimal(number.toString()).toPlainString() : value;
    }
}
