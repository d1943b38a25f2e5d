package io.dataaccount.aws.dynamodb;

import io.dataaccount.core.model.usecase.UsecaseId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * The request to delete the item that was read, and no later one of its id. The time of its creation tells it from those, in
 * whatever form it is stored; of an item without one the time of its last change does. So a request that arrives late, or that
 * the SDK sends again after its response was lost, deletes nothing that somebody created since.
 */
final class UsecaseDeletion {
    private static final String CREATED = "created_at";

    private final @Nullable AttributeValue created;
    private final @Nullable AttributeValue changed;

    UsecaseDeletion(Map<String, AttributeValue> seen) {
        this.created = seen.get(CREATED);
        this.changed = seen.get(UsecaseItems.VERSION);
    }

    DeleteItemRequest request(String table, UsecaseId id) {
        Map<String, String> names = new LinkedHashMap<>();
        Map<String, AttributeValue> values = new LinkedHashMap<>();
        String condition = is("created", CREATED, created, names, values);
        if (created == null) {
            condition += " AND " + is("changed", UsecaseItems.VERSION, changed, names, values);
        }
        names.put("#id", UsecaseItems.KEY);
        return DeleteItemRequest.builder()
                .tableName(table)
                .key(UsecaseItems.key(id))
                .conditionExpression("attribute_exists(#id) AND " + condition)
                .expressionAttributeNames(names)
                .expressionAttributeValues(values.isEmpty() ? null : values)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
    }

    private static String is(
            String placeholder,
            String attribute,
            @Nullable AttributeValue value,
            Map<String, String> names,
            Map<String, AttributeValue> values) {
        names.put("#" + placeholder, attribute);
        if (value == null) {
            return "attribute_not_exists(#" + placeholder + ")";
        }
        values.put(":" + placeholder, value);
        return "#" + placeholder + "=:" + placeholder;
    }

    /**
     * Whether the item that was read is gone, although the condition was not met: by an earlier request of this deletion or by
     * somebody else's.
     *
     * @param found what is there instead; empty for nothing
     */
    boolean isDone(Map<String, AttributeValue> found) {
        // without a time of creation another time of change may be that of a change
        return found.isEmpty() || created != null || found.containsKey(CREATED);
    }
}
