package io.dataaccount.aws.dynamodb;

import static io.dataaccount.core.error.ErrorCode.INVALID_INPUT;
import static io.dataaccount.core.error.ErrorCode.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.page.PageRequest;
import io.dataaccount.core.model.page.PageSize;
import io.dataaccount.core.model.usecase.Usecase;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** The requests to DynamoDB, and values that DynamoDB does not accept. */
class DynamoDbLimitsTest extends PortalTable {
    @Test
    void update_sendsWhatDiffersAndNoMore() {
        putByPortal(Map.of("gone", AttributeValue.fromS("x"), "kept", AttributeValue.fromN("1.50")));
        Usecase seen = stored();
        repository.update(seen, edit(seen, "New", Map.of("kept", 1.5)));
        UpdateItemRequest sent = DYNAMODB.sent().updates().get(0);
        assertThat(sent.expressionAttributeNames().values())
                .containsExactlyInAnyOrder("name", "updated_at", "gone", "usecase_id", "updated_at");
        assertThat(sent.expressionAttributeValues().values())
                .containsExactlyInAnyOrder(AttributeValue.fromS("New"), AttributeValue.fromN("1"));
    }

    @Test
    void update_ofAttributesWithAwkwardNames_isWritten() {
        putByPortal(Map.of());
        Usecase seen = stored();
        Map<String, Object> awkward = new LinkedHashMap<>();
        for (String name : List.of(
                "size", "NAME", "a.b", "#0", ":0", "#id", ":seen", "a b", "SET #0", "größe", "x[0]", "😀", "1")) {
            awkward.put(name, "value of " + name);
        }
        repository.update(seen, edit(seen, "New", awkward));
        assertThat(stored().attributes()).isEqualTo(awkward);
        Usecase again = stored();
        repository.update(again, edit(again, "New", Map.of()));
        assertThat(stored().attributes()).isEmpty();
        assertThat(DYNAMODB.sent().updates())
                .allSatisfy(sent -> assertThat(sent.updateExpression() + sent.conditionExpression())
                        .doesNotContain("size", "a.b", "SET #0=:0,SET"));
    }

    @Test
    void missingTable_isUnavailableAndSaysWhich() {
        DynamoDbUsecaseRepository elsewhere =
                new DynamoDbUsecaseRepository(DYNAMODB.client(), "no-such-table", "no-such-table");
        putByPortal(Map.of());
        Usecase usecase = stored();
        List<ThrowingCallable> calls = List.of(
                () -> elsewhere.list(PageRequest.first(PageSize.MAX)),
                () -> elsewhere.find(Set.of(id)),
                () -> elsewhere.find(id),
                () -> elsewhere.create(usecase),
                () -> elsewhere.update(usecase, edit(usecase, "New", Map.of())),
                () -> elsewhere.delete(id));
        for (ThrowingCallable call : calls) {
            assertThat(assertRefused(UNAVAILABLE, call).detail()).contains("'no-such-table'", "dynamodb:", "create it");
        }
    }

    @Test
    void numberThatDynamoDbCannotKeep_isRefusedByName() {
        putByPortal(Map.of());
        Usecase seen = stored();
        for (Number number : List.of(
                new BigInteger("123456789012345678901234567890123456789"),
                new BigDecimal("1E+126"),
                new BigDecimal("1E-131"),
                Double.MAX_VALUE)) {
            for (Object value : List.of(number, List.of(1, number), Map.of("a", number))) {
                Usecase wanted = edit(seen, "New", Map.of("odd", value));
                assertThat(assertRefused(INVALID_INPUT, () -> repository.update(seen, wanted))
                                .field())
                        .as("%s", value)
                        .contains("odd");
            }
        }
        assertThat(item()).isEqualTo(portalItem());
    }

    @Test
    void numbersAtTheEdge_areKept() {
        putByPortal(Map.of());
        Usecase seen = stored();
        Map<String, Object> edge = Map.of(
                "digits", new BigInteger("12345678901234567890123456789012345678"),
                "zeros", new BigDecimal("100000000000000000000000000000000000000000000"),
                "large", new BigDecimal("9.9999999999999999999999999999999999999E+125"),
                "small", new BigDecimal("-1E-130"),
                "zero", new BigDecimal("0E-500"));
        repository.update(seen, edit(seen, "New", edge));
        Map<String, Object> kept = stored().attributes();
        edge.forEach((name, number) -> assertThat(new BigDecimal(String.valueOf(kept.get(name))))
                .as(name)
                .isEqualByComparingTo(number.toString()));
    }

    @Test
    void whatDynamoDbRefusesAsTooLarge_isTheCallers() {
        putByPortal(Map.of());
        Usecase seen = stored();
        assertRefused(
                INVALID_INPUT, () -> repository.update(seen, edit(seen, "New", Map.of("notes", "n".repeat(500_000)))));
        DataException e = assertRefused(
                INVALID_INPUT, () -> repository.update(seen, edit(seen, "New", Map.of("odd", Map.of("", 1)))));
        assertThat(e.field()).contains("odd");
    }

    @Test
    void noAnswer_isUnavailable() {
        try (DynamoDbClient nobody = DynamoDbClient.builder()
                .endpointOverride(URI.create("http://127.0.0.1:1"))
                .region(Region.US_EAST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClient(UrlConnectionHttpClient.create())
                .build()) {
            assertRefused(
                    ErrorCode.UNAVAILABLE,
                    () -> new DynamoDbUsecaseRepository(nobody, LocalDynamoDb.TABLE, LocalDynamoDb.ROLES).find(id));
        }
    }

    @Test
    void find_givesNumbersExactly() {
        putByPortal(Map.of(
                "int", AttributeValue.fromN("7"),
                "negative", AttributeValue.fromN(String.valueOf(Long.MIN_VALUE)),
                "beyond", AttributeValue.fromN("9223372036854775808"),
                "round", AttributeValue.fromN("1E+3"),
                "price", AttributeValue.fromN("19.9")));
        assertThat(stored().attributes())
                .isEqualTo(Map.of(
                        "int",
                        7L,
                        "negative",
                        Long.MIN_VALUE,
                        "beyond",
                        new BigInteger("9223372036854775808"),
                        "round",
                        1000L,
                        "price",
                        new BigDecimal("19.9")));
    }
}
