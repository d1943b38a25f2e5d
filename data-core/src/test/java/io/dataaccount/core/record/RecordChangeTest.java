package io.dataaccount.core.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataaccount.core.model.usecase.Usecase;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordChangeTest {
    @Test
    void between_changedAddedAndRemoved_hasThese() {
        RecordChange change = RecordChange.between(
                version(1, Map.of("name", "Old", "s3_bucket", "bucket", "gone", 1, "same", "x")),
                version(2, Map.of("name", "New", "external_id", "ext-id", "same", "x")));
        assertThat(change.set()).isEqualTo(Map.of("name", "New", "external_id", "ext-id", "updated_at", 2L));
        assertThat(change.removed()).containsExactlyInAnyOrder("s3_bucket", "gone");
    }

    @Test
    void between_numbersOfOtherTypesAndEqualValue_areTheSame() {
        RecordChange change = RecordChange.between(
                version(1, Map.of("a", 1, "b", 1.5, "c", List.of(1, "x"), "d", Map.of("k", 1000))),
                version(
                        2,
                        Map.of(
                                "a",
                                new BigDecimal("1.0"),
                                "b",
                                new BigDecimal("1.50"),
                                "c",
                                List.of(1L, "x"),
                                "d",
                                Map.of("k", new BigDecimal("1E+3")))));
        assertThat(change.set()).containsOnlyKeys("updated_at");
    }

    @Test
    void between_collectionsThatDiffer_areSet() {
        RecordChange change = RecordChange.between(
                version(1, Map.of("a", List.of(1), "b", List.of(1, 2), "c", Map.of("k", 1), "d", "1", "e", Map.of())),
                version(
                        2,
                        Map.of("a", List.of(1, 1), "b", List.of(2, 1), "c", Map.of("l", 1), "d", 1, "e", List.of())));
        assertThat(change.set()).containsOnlyKeys("a", "b", "c", "d", "e", "updated_at");
    }

    @Test
    void between_versionsInTheWrongOrder_isOurFault() {
        Usecase usecase = version(1, Map.of());
        assertThatThrownBy(() -> RecordChange.between(usecase, usecase)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RecordChange.between(usecase, version(2, Map.of("usecase_id", "uc-2"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void on_leavesWhatItDoesNotName() {
        byte[] bytes = {1};
        RecordChange change =
                RecordChange.between(version(1, Map.of("gone", 1)), version(2, Map.of("data_s3_prefix", "")));
        assertThat(change.applyTo(Map.of("bytes", bytes, "gone", 2, "updated_at", "1")))
                .isEqualTo(Map.of("bytes", bytes, "data_s3_prefix", "", "updated_at", 2L));
    }

    @Test
    void toString_hasNoValue() {
        RecordChange change = RecordChange.between(version(1, Map.of()), version(2, Map.of("external_id", "ext-id")));
        assertThat(change.toString()).contains("external_id").doesNotContain("ext-id");
    }

    private static Usecase version(long updatedAt, Map<String, Object> fields) {
        Map<String, Object> record = new LinkedHashMap<>(
                Map.of("usecase_id", "uc-1", "account_id", "111122223333", "updated_at", updatedAt));
        record.putAll(fields);
        return UsecaseRecord.read(record);
    }
}
