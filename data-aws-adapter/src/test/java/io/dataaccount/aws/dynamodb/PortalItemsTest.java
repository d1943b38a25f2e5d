package io.dataaccount.aws.dynamodb;

import static io.dataaccount.core.error.ErrorCode.CONFLICT;
import static io.dataaccount.core.error.ErrorCode.UNREADABLE_USECASE;
import static io.dataaccount.core.error.ErrorCode.USECASE_NOT_FOUND;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.dataaccount.core.error.DataException;
import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.AccountRole;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.page.PageRequest;
import io.dataaccount.core.model.page.PageSize;
import io.dataaccount.core.model.usecase.DataAccount;
import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.model.usecase.UsecaseId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items that the portal wrote to the table of use cases, in its own formats. */
class PortalItemsTest extends PortalTable {
    @Test
    void update_leavesForeignAttributesOfEveryKind() {
        Map<String, AttributeValue> foreign = foreignAttributes();
        putByPortal(foreign);
        Usecase seen = stored();
        assertThat(seen.attributes()).containsOnlyKeys("text", "number", "flag", "flat", "list");
        repository.update(seen, edit(seen, "New", Map.of("text", "ours")));
        Map<String, AttributeValue> left = new LinkedHashMap<>(foreign);
        left.keySet().removeAll(List.of("number", "flag", "flat", "list"));
        left.put("text", AttributeValue.fromS("ours"));
        left.put("name", AttributeValue.fromS("New"));
        left.put("updated_at", AttributeValue.fromN("1"));
        left.putAll(portalItem());
        assertThat(item()).isEqualTo(left);
    }

    @Test
    void update_ofItemWithoutUpdatedAt_isWrittenOnce() {
        putByPortal(Map.of());
        Usecase seen = stored();
        assertThat(seen.updatedAt()).isEqualTo(Instant.EPOCH);
        repository.update(seen, edit(seen, "First", Map.of()));
        assertThat(DYNAMODB.sent().updates()).hasSize(1);
        assertRefused(CONFLICT, () -> repository.update(seen, edit(seen, "Second", Map.of())));
        assertThat(stored().name()).isEqualTo("First");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1700000000123", "2023-11-14T22:13:20.123456", "2023-11-14T22:13:20.123Z"})
    void update_ofItemWithUpdatedAtAsText_isWrittenOnce(String text) {
        putByPortal(Map.of("updated_at", AttributeValue.fromS(text)));
        Usecase seen = stored();
        assertThat(seen.updatedAt()).isEqualTo(Instant.ofEpochMilli(1_700_000_000_123L));
        repository.update(seen, edit(seen, "First", Map.of()));
        assertRefused(CONFLICT, () -> repository.update(seen, edit(seen, "Second", Map.of())));
        assertThat(stored().name()).isEqualTo("First");
        assertThat(item()).containsEntry("updated_at", AttributeValue.fromN("1700000000124"));
    }

    @Test
    void update_ofItemWithEmptyOrFinerTime_isWritten() {
        for (AttributeValue odd : List.of(
                AttributeValue.fromNul(true),
                AttributeValue.fromS(""),
                AttributeValue.fromN("0"),
                AttributeValue.fromN("1700000000123.456"))) {
            putByPortal(Map.of("updated_at", odd));
            Usecase seen = stored();
            repository.update(seen, edit(seen, "New", Map.of()));
            assertThat(stored().name()).isEqualTo("New");
        }
    }

    @Test
    void update_ofItemWithoutUpdatedAtThatIsGone_isNotFoundAndStaysGone() {
        putByPortal(Map.of());
        Usecase seen = stored();
        repository.delete(id);
        assertRefused(USECASE_NOT_FOUND, () -> repository.update(seen, edit(seen, "New", Map.of())));
        assertThat(repository.find(id)).isEmpty();
    }

    @Test
    void unreadableItem_isRefusedAloneAndLeftOutOfTheList() {
        String secret = "not valid!";
        putByPortal(Map.of("external_id", AttributeValue.fromS(secret)));
        DataException e = assertRefused(UNREADABLE_USECASE, () -> repository.find(id));
        assertThat(e.detail()).contains(id.value(), "external_id").doesNotContain(secret);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        ch.qos.logback.classic.Logger logger =
                (ch.qos.logback.classic.Logger) LoggerFactory.getLogger(UsecaseItems.class);
        logger.addAppender(log);
        try {
            assertThat(repository.list(PageRequest.first(PageSize.MAX)).items())
                    .extracting(Usecase::id)
                    .doesNotContain(id);
        } finally {
            logger.detachAppender(log);
        }
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .anySatisfy(line -> assertThat(line).contains(id.value(), "external_id"))
                .noneSatisfy(line -> assertThat(line).contains(secret));
        repository.delete(id);
    }

    @Test
    void unreadableItem_countsInRulesWithWhatCanBeRead() {
        putByPortal(Map.of(
                "external_id", AttributeValue.fromS("not valid!"), "data_s3_bucket", AttributeValue.fromS("taken")));
        List<Usecase> others = new ArrayList<>();
        Usecase mine = new Usecase(
                UsecaseId.random(),
                "Mine",
                new AccountRole(new AccountId("111122223333"), null, null),
                null,
                null,
                DataAccount.UNSET,
                Map.of(),
                Instant.EPOCH,
                Instant.EPOCH);
        repository.create(mine, all -> others.addAll(all.all()));
        assertThat(others)
                .filteredOn(each -> each.id().equals(id))
                .singleElement()
                .satisfies(odd -> assertThat(odd.dataBucket()).contains(new BucketName("taken")));
        repository.delete(id);
        repository.delete(mine.id());
    }

    private static Map<String, AttributeValue> foreignAttributes() {
        AttributeValue text = AttributeValue.fromS("x");
        AttributeValue bytes = AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {0, 1, (byte) 255}));
        Map<String, AttributeValue> all = new LinkedHashMap<>();
        all.put("text", text);
        all.put("number", AttributeValue.fromN("1.5"));
        all.put("flag", AttributeValue.fromBool(true));
        all.put("flat", AttributeValue.fromM(Map.of("a", text)));
        all.put("list", AttributeValue.fromL(List.of(text)));
        all.put("binary", bytes);
        all.put("texts", AttributeValue.fromSs(List.of("a")));
        all.put("numbers", AttributeValue.fromNs(List.of("1")));
        all.put("binaries", AttributeValue.fromBs(List.of(SdkBytes.fromUtf8String("b"))));
        all.put("null", AttributeValue.fromNul(true));
        all.put("nested map", AttributeValue.fromM(Map.of("a", AttributeValue.fromM(Map.of("b", text)))));
        all.put("nested list", AttributeValue.fromL(List.of(AttributeValue.fromL(List.of(text)))));
        all.put("map with null", AttributeValue.fromM(Map.of("a", AttributeValue.fromNul(true))));
        all.put("list of bytes", AttributeValue.fromL(List.of(bytes)));
        return all;
    }
}
