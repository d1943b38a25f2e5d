package io.dataaccount.aws.dynamodb;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.model.usecase.UsecaseId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A table with items in the portal's own format, one item for each test. */
abstract class PortalTable {
    @RegisterExtension
    static final LocalDynamoDb DYNAMODB = new LocalDynamoDb();

    final UsecaseId id = UsecaseId.random();
    final DynamoDbUsecaseRepository repository = DYNAMODB.repository();

    @BeforeEach
    void forget() {
        DYNAMODB.sent().clear();
    }

    Map<String, AttributeValue> portalItem() {
        return Map.of(
                "usecase_id", AttributeValue.fromS(id.value()),
                "account_id", AttributeValue.fromS("111122223333"),
                "s3_bucket", AttributeValue.fromS("usecase-bucket"));
    }

    void putByPortal(Map<String, AttributeValue> more) {
        Map<String, AttributeValue> item = new LinkedHashMap<>(portalItem());
        item.putAll(more);
        DYNAMODB.client().putItem(put -> put.tableName(LocalDynamoDb.TABLE).item(item));
    }

    Map<String, AttributeValue> item() {
        return DYNAMODB.client()
                .getItem(get -> get.tableName(LocalDynamoDb.TABLE).key(UsecaseItems.key(id)))
                .item();
    }

    Usecase stored() {
        return repository.find(id).orElseThrow();
    }

    static Usecase edit(Usecase seen, String name, Map<String, Object> attributes) {
        return new Usecase(
                seen.id(),
                name,
                seen.accountRole(),
                new BucketName("usecase-bucket"),
                seen.sagemakerRoleArn(),
                seen.data(),
                attributes,
                seen.createdAt(),
                seen.updatedAt().plusMillis(1));
    }

    static DataException assertRefused(ErrorCode code, ThrowingCallable call) {
        @Nullable DataException refusal = catchThrowableOfType(DataException.class, call);
        assertThat(refusal).as("refused with %s", code).isNotNull();
        assertThat(requireNonNull(refusal).code()).as(refusal.detail()).isEqualTo(code);
        return refusal;
    }
}
