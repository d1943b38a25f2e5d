package io.dataaccount.aws.dynamodb;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.model.user.RoleAssignment;
import io.dataaccount.core.port.RoleErrors;
import io.dataaccount.core.port.UsecaseErrors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Writes roles in transactions that also check what the write depends on: that the use case exists, and that certain
 * other assignments are unchanged.
 */
final class RoleWrites {
    /** A transaction has at most 100 items, and one of them is the check of the use case. */
    private static final int MAX_REMOVALS = 99;

    private final DynamoDbTransactions transactions;
    private final String table;
    private final String usecases;

    RoleWrites(DynamoDbClient client, String table, String usecases) {
        this.transactions = new DynamoDbTransactions(client, table);
        this.table = table;
        this.usecases = usecases;
    }

    /**
     * @param unchanged assignments that must still be as they were seen
     * @throws DataException CONFLICT if a condition on a role fails; USECASE_NOT_FOUND if a role is to be set in a use
     *     case that does not exist
     */
    void write(RoleWrite write, List<RoleAssignment> unchanged) {
        List<TransactWriteItem> items = new ArrayList<>(List.of(write.in(table)));
        List<DataException> refusals = new ArrayList<>(List.of(RoleErrors.conflict(write.assignment())));
        unchanged.forEach(seen -> {
            items.add(RoleWrite.unchanged(seen, table));
            refusals.add(RoleErrors.conflict(seen));
        });
        if (write.update() != null && !write.assignment().scope().isGlobal()) {
            UsecaseId usecase = new UsecaseId(write.assignment().scope().value());
            items.add(0, usecaseCheck("attribute_exists(#id)", usecase));
            refusals.add(0, UsecaseErrors.notFound(usecase));
        }
        transactions.write(items, refusals);
    }

    /** Removes the items of these users in the use case, provided that the use case does not exist. */
    void removeOrphans(List<AttributeValue> users, UsecaseId usecase) {
        for (int from = 0; from < users.size(); from += MAX_REMOVALS) {
            List<TransactWriteItem> items = new ArrayList<>();
            items.add(usecaseCheck("attribute_not_exists(#id)", usecase));
            users.subList(from, Math.min(users.size(), from + MAX_REMOVALS))
                    .forEach(user -> items.add(removal(user, usecase)));
            transactions.write(items, Collections.nCopies(items.size(), RoleErrors.usecaseExists(usecase)));
        }
    }

    private TransactWriteItem removal(AttributeValue user, UsecaseId usecase) {
        Map<String, AttributeValue> key =
                Map.of(RoleItems.USER, user, RoleItems.USECASE, AttributeValue.fromS(usecase.value()));
        return TransactWriteItem.builder()
                .delete(Delete.builder().tableName(table).key(key).build())
                .build();
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
