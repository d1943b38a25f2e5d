package io.dataaccount.aws.dynamodb;

import static java.util.stream.Collectors.joining;

import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.record.PlainValues;
import io.dataaccount.core.record.RecordChange;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The request to update one item. All names and values are placeholders, because the name of an attribute may be a
 * reserved word or contain a dot.
 */
final class UsecaseUpdate {
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, AttributeValue> values = new LinkedHashMap<>();
    private final String expression;
    private final RecordChange change;

    UsecaseUpdate(RecordChange change) {
        this.change = change;
        String set = AttributeValues.item(change.set()).entrySet().stream()
                .map(field -> name(field.getKey()) + "=" + value(field.getValue()))
                .collect(joining(","));
        String removed = change.removed().stream().map(this::name).collect(joining(","));
        this.expression = "SET " + set + (removed.isEmpty() ? "" : " REMOVE " + removed);
    }

    /** @param updatedAt the version that the item must have; if empty, the item must not have that attribute */
    UpdateItemRequest request(String table, UsecaseId id, Optional<AttributeValue> updatedAt) {
        Update update = update(table, id, updatedAt);
        return UpdateItemRequest.builder()
                .tableName(table)
                .key(update.key())
                .updateExpression(update.updateExpression())
                .conditionExpression(update.conditionExpression())
                .expressionAttributeNames(update.expressionAttributeNames())
                .expressionAttributeValues(update.expressionAttributeValues())
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
    }

    /**
     * Whether an item has all values that this update writes, including the time of the change. If the SDK sent the
     * request more than once, this means that an earlier attempt was executed and only its response was lost.
     */
    boolean isIn(Map<String, AttributeValue> item) {
        Map<String, @Nullable Object> stored = AttributeValues.record(item);
        return change.set().entrySet().stream()
                        .allMatch(field -> PlainValues.same(stored.get(field.getKey()), field.getValue()))
                && change.removed().stream().noneMatch(item::containsKey);
    }

    /** The update as an item of a transaction. */
    TransactWriteItem item(String table, UsecaseId id, Optional<AttributeValue> updatedAt) {
        return TransactWriteItem.builder().update(update(table, id, updatedAt)).build();
    }

    private Update update(String table, UsecaseId id, Optional<AttributeValue> updatedAt) {
        Map<String, String> allNames = new LinkedHashMap<>(names);
        allNames.put("#id", UsecaseItems.KEY);
        allNames.put("#seen", UsecaseItems.VERSION);
        Map<String, AttributeValue> allValues = new LinkedHashMap<>(values);
        updatedAt.ifPresent(value -> allValues.put(":seen", value));
        // without the key an update would create the item
        String condition =
                "attribute_exists(#id) AND " + (updatedAt.isPresent() ? "#seen=:seen" : "attribute_not_exists(#seen)");
        return Update.builder()
                .tableName(table)
                .key(UsecaseItems.key(id))
                .updateExpression(expression)
                .conditionExpression(condition)
                .expressionAttributeNames(allNames)
                .expressionAttributeValues(allValues)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
    }

    private String name(String attribute) {
        String placeholder = "#" + names.size();
        names.put(placeholder, attribute);
        return placeholder;
    }

    private String value(AttributeValue value) {
        String placeholder = ":" + values.size();
        values.put(placeholder, value);
        return placeholder;
    }
}
