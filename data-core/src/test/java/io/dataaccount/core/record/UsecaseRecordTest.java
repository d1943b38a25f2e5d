package io.dataaccount.core.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.AccountRole;
import io.dataaccount.core.model.account.ExternalId;
import io.dataaccount.core.model.account.RoleArn;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.object.Prefix;
import io.dataaccount.core.model.usecase.DataAccount;
import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.model.usecase.UsecaseId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsecaseRecordTest {
    private static final Instant CREATED = Instant.ofEpochMilli(1_700_000_000_123L);
    private static final String SECRET = "shh! not/valid";

    @Test
    void of_everything_hasThePortalsNamesInOrder() {
        Map<String, Object> record = UsecaseRecord.of(everything());
        assertThat(record.keySet()).startsWith(UsecaseRecord.FIELDS.toArray(String[]::new));
        assertThat(record)
                .containsEntry("usecase_id", "uc-1")
                .containsEntry("external_id", "portal-ext")
                .containsEntry("data_account_external_id", "data-ext")
                .containsEntry("data_s3_prefix", "team-a/")
                .containsEntry("created_at", 1_700_000_000_123L)
                .containsEntry("updated_at", 1_700_000_000_124L)
                .containsEntry("owner", "me");
    }

    @Test
    void read_ofWhatWasWritten_isTheSame() {
        assertThat(UsecaseRecord.read(UsecaseRecord.of(everything()))).isEqualTo(everything());
    }

    @Test
    void of_theLeast_leavesOutWhatIsNotSet() {
        Usecase least = UsecaseRecord.read(portalRow(Map.of()));
        assertThat(UsecaseRecord.of(least))
                .containsOnlyKeys("usecase_id", "name", "account_id", "created_at", "updated_at");
    }

    @Test
    void of_attributeNamedAsAField_isRefused() {
        Usecase usecase = with(Map.of("s3_bucket", "other"));
        assertThatThrownBy(() -> UsecaseRecord.of(usecase))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("s3_bucket");
    }

    @Test
    void of_attributeThatIsNotPlain_isRefused() {
        List<Object> bad = List.of(
                Double.NaN,
                Float.POSITIVE_INFINITY,
                Instant.EPOCH,
                Set.of(1),
                List.of(List.of()),
                Map.of("a", Map.of()),
                Map.of(1, "x"),
                Arrays.asList("a", null));
        for (Object value : bad) {
            assertThatThrownBy(() -> UsecaseRecord.of(with(Map.of("odd", value))))
                    .as("%s", value)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("odd");
        }
    }

    @Test
    void read_withoutNameAndTimes_goesByIdAndEpoch() {
        Usecase usecase = UsecaseRecord.read(portalRow(Map.of()));
        assertThat(usecase.name()).isEqualTo("uc-1");
        assertThat(usecase.createdAt()).isEqualTo(Instant.EPOCH);
        assertThat(usecase.updatedAt()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void read_nullsAndEmptyTexts_areNotSet() {
        Map<String, @Nullable Object> row = new LinkedHashMap<>(portalRow(Map.of()));
        for (String field : UsecaseRecord.FIELDS.subList(3, 11)) {
            row.put(field, "");
        }
        row.put("name", null);
        row.put("data_s3_prefix", null);
        row.put("created_at", null);
        row.put("updated_at", "");
        assertThat(UsecaseRecord.read(row)).isEqualTo(UsecaseRecord.read(portalRow(Map.of())));
    }

    @Test
    void read_emptyPrefix_isTheRoot() {
        assertThat(UsecaseRecord.read(portalRow(Map.of("data_s3_prefix", "")))
                        .data()
                        .prefix())
                .isEqualTo(Prefix.ROOT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1700000000123",
                "1700000000123.9",
                "2023-11-14T22:13:20.123Z",
                "2023-11-14T22:13:20.123456+00:00",
                "2023-11-14T23:13:20.123+01:00",
                "2023-11-14T22:13:20.123456"
            })
    void read_timeAsText_isTheSameInstant(String text) {
        assertThat(UsecaseRecord.read(portalRow(Map.of("created_at", text))).createdAt())
                .isEqualTo(CREATED);
    }

    @Test
    void read_timeAsAnyNumber_isTheSameInstant() {
        for (Number number : List.of(1_700_000_000_123L, 1.700000000123E12, new BigDecimal("1700000000123.999"))) {
            assertThat(UsecaseRecord.updatedAt(portalRow(Map.of("updated_at", number))))
                    .isEqualTo(CREATED);
        }
    }

    @Test
    void read_noTime_isUnreadable() {
        List<Object> bad = List.of(
                "yesterday",
                "9".repeat(19),
                "9".repeat(20),
                new BigDecimal("1E+999999999"),
                true,
                Double.NaN,
                "+999999999-12-31T23:59:59Z",
                "-999999999-01-01T00:00:00Z",
                Long.MAX_VALUE);
        for (Object value : bad) {
            DataException e = unreadable(portalRow(Map.of("updated_at", value)));
            assertThat(e.field()).as("%s", value).contains("updated_at");
            assertThat(e.detail()).contains("'uc-1'", "updated_at");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "account_id, 123",
        "account_id, ''",
        "s3_bucket, No_Bucket",
        "cross_account_role_arn, role",
        "sagemaker_execution_role_arn, role",
        "data_account_id, 1",
        "data_account_role_arn, role",
        "data_s3_bucket, -",
        "data_s3_prefix, /a"
    })
    void read_fieldThatBreaksItsRules_namesUsecaseAndField(String field, String value) {
        DataException e = unreadable(portalRow(Map.of(field, value)));
        assertThat(e.field()).contains(field);
        assertThat(e.detail()).contains("'uc-1'", field, value);
    }

    @Test
    void read_fieldOfAnotherType_isUnreadable() {
        assertThat(unreadable(portalRow(Map.of("s3_bucket", List.of("a")))).field())
                .contains("s3_bucket");
        assertThat(unreadable(portalRow(Map.of("name", "n".repeat(257)))).field())
                .contains("name");
        assertThat(unreadable(Map.of("account_id", "111122223333")).field()).contains("usecase_id");
    }

    @Test
    void readPartly_hasAllButWhatBreaksTheRules() {
        Usecase usecase = UsecaseRecord.readPartly(portalRow(Map.of(
                        "name", "n".repeat(257),
                        "external_id", SECRET,
                        "data_account_id", "444455556666",
                        "data_account_external_id", "agreed",
                        "data_s3_bucket", "bucket",
                        "data_s3_prefix", "/a",
                        "updated_at", true)))
                .orElseThrow();
        assertThat(usecase.accountRole().externalId()).isNull();
        assertThat(usecase.data())
                .isEqualTo(new DataAccount(
                        new AccountId("444455556666"), null, new ExternalId("agreed"), new BucketName("bucket"), null));
    }

    @Test
    void readPartly_takesAnAccountThatCannotBeRead_fromItsNumberOrRole() {
        RoleArn role = new RoleArn("arn:aws:iam::444455556666:role/Data");
        Usecase unknown = partly(Map.of("account_id", "1", "data_account_id", "444455556666"));
        assertThat(unknown.accountRole().account()).isEqualTo(UsecaseRecord.UNKNOWN_ACCOUNT);
        assertThat(unknown.data().accountId()).isEqualTo(role.account());
        assertThat(partly(Map.of("account_id", 444455556666L)).accountRole().account())
                .isEqualTo(role.account());
        assertThat(partly(Map.of("account_id", 1.5)).accountRole().account()).isEqualTo(UsecaseRecord.UNKNOWN_ACCOUNT);
        assertThat(partly(Map.of("data_account_id", "1", "data_account_role_arn", role.value()))
                        .data()
                        .accountId())
                .isEqualTo(role.account());
        assertThat(partly(Map.of("data_account_id", "1")).data().accountId()).isNull();
    }

    private static Usecase partly(Map<String, ?> more) {
        return UsecaseRecord.readPartly(portalRow(more)).orElseThrow();
    }

    @Test
    void readPartly_withoutId_isEmpty() {
        assertThat(UsecaseRecord.readPartly(Map.of())).isEmpty();
        assertThat(UsecaseRecord.readPartly(portalRow(Map.of("usecase_id", "global"))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"external_id", "data_account_external_id"})
    void read_badExternalId_isNotRepeated(String field) {
        DataException e = unreadable(portalRow(Map.of(field, SECRET)));
        assertThat(e.detail()).contains("'uc-1'", field).doesNotContain(SECRET);
        assertThat(e).hasStackTraceContaining(field);
        assertThat(String.valueOf(e.getCause())).doesNotContain(SECRET);
    }

    @Test
    void read_attributesThatAreNotPlain_areNotShown() {
        Map<String, @Nullable Object> row = new LinkedHashMap<>(portalRow(Map.of("plain", 1)));
        row.put("nothing", null);
        row.put("bytes", new byte[] {1});
        row.put("set", Set.of("a"));
        row.put("deep", Map.of("a", List.of()));
        row.put("holed", Arrays.asList(1, null));
        assertThat(UsecaseRecord.read(row).attributes()).containsExactly(Map.entry("plain", 1));
    }

    private static DataException unreadable(Map<String, ?> record) {
        DataException e = catchThrowableOfType(DataException.class, () -> UsecaseRecord.read(record));
        assertThat(e.code()).isEqualTo(ErrorCode.UNREADABLE_USECASE);
        return e;
    }

    private static Map<String, Object> portalRow(Map<String, ?> more) {
        Map<String, Object> row = new LinkedHashMap<>(Map.of("usecase_id", "uc-1", "account_id", "111122223333"));
        row.putAll(more);
        return row;
    }

    private static Usecase everything() {
        return with(Map.of("owner", "me"));
    }

    private static Usecase with(Map<String, Object> attributes) {
        RoleArn role = new RoleArn("arn:aws:iam::111122223333:role/R");
        return new Usecase(
                new UsecaseId("uc-1"),
                "One",
                new AccountRole(new AccountId("111122223333"), role, new ExternalId("portal-ext")),
                new BucketName("usecase-bucket"),
                role,
                new DataAccount(
                        new AccountId("444455556666"),
                        role,
                        new ExternalId("data-ext"),
                        new BucketName("data-bucket"),
                        new Prefix("team-a")),
                attributes,
                CREATED,
                CREATED.plusMillis(1));
    }
}
