package io.dataaccount.aws.dynamodb;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.model.RoleAssignment;
import io.dataaccount.core.model.UsecaseId;
import io.dataaccount.core.port.RoleErrors;
import io.dataaccount.core.port.UsecaseErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Writes roles in transactions with what they depend on: the use case, and an administrator who remains. */
final class RoleWrites {
    private final DynamoDbTransactions transactions;
    private final String table;
    private final String usecases;

    RoleWrites(DynamoDbClient client, String table, String usecases) {
        this.transactions = new DynamoDbTransactions(client, table);
        this.table = table;
        this.usecases = usecases;
    }

    /**
     * @param remaining an assignment that must be as it was seen, or null
     * @throws DataException CONFLICT if a condition on a role is not met; USECASE_NOT_FOUND if a role is to be set in a use
     *     case that is not there
     */
    void write(RoleWrite write, @Nullable RoleAssignment remaining) {
        List<TransactWriteItem> items = new ArrayList<>(List.of(write.in(table)));
        List<DataException> refusals = new ArrayList<>(List.of(RoleErrors.conflict(write.assignment())));
        if (remaining != null) {
            items.add(RoleWrite.unchanged(remaining, table));
            refusals.add(RoleErrors.conflict(remaining));
        }
        if (write.update() != null && !write.assignment().scope().isGlobal()) {
            UsecaseId usecase = new UsecaseId(write.assignment().scope().value());
            items.add(0, usecaseCheck("attribute_exists(#id)", usecase));
            refusals.add(0, UsecaseErrors.notFound(usecase));
        }
        transactions.write(items, refusals);
    }

    /** Removes whatever is stored for the user there, as long as there is no such use case. */
    void removeOrphan(AttributeValue user, UsecaseId usecase) {
        Map<String, AttributeValue> key =
                Map.of(RoleItems.USER, user, RoleItems.USECASE, AttributeValue.fromS(usecase.value()));
        TransactWriteItem delete = TransactWriteItem.builder()
                .delete(Delete.builder().tableName(table).key(key).build())
                .build();
        DataException exists = RoleErrors.usecaseExists(usecase);
        transactions.write(
                List.of(usecaseCheck("attribute_not_exists(#id)", usecase), delete), List.of(exists, exists));
    }

    private TransactWriteItem usecaseCheck(String condition, UsecaseId usecase) {
        return TransactWriteItem.builder()
                .conditionCheck(ConditionCheck.builder()
                        .tableName(usecases)
                        .key(UsecaseItems.key(usecase))
                        .conditionExpression(condition)
                        .expressionAttributeNames(Map.of("#id", UsecaseItems.KEY))
                        .build())
                .build();
    }
}
