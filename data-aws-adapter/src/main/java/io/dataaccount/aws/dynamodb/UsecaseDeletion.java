package io.dataaccount.aws.dynamodb;

import io.dataaccount.core.model.usecase.UsecaseId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * The request to delete exactly the item that was read, and not a later item with the same id. Items are distinguished
 * by their creation time, in the format in which it is stored; an item without one, by the time of its last change. A
 * request that arrives late, or that the SDK sends again after its response was lost, therefore does not delete an item
 * that was created since.
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
     * Whether the item that was read no longer exists although the condition failed: an earlier attempt of this
     * deletion, or another request, deleted it.
     *
     * @param found the present item of that id; empty if there is none
     */
    boolean isDone(Map<String, AttributeValue> found) {
        // without a creation time, another time of the last change may mean a change of the same item
        return found.isEmpty() || created != null || found.containsKey(CREATED);
    }
}
