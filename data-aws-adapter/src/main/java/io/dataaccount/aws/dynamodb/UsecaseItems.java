package io.dataaccount.aws.dynamodb;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.record.UsecaseRecord;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The items of the table of use cases. */
final class UsecaseItems {
    static final String KEY = "usecase_id";
    static final String VERSION = "updated_at";

    private static final Logger LOG = LoggerFactory.getLogger(UsecaseItems.class);

    private UsecaseItems() {}

    static Map<String, AttributeValue> key(UsecaseId id) {
        return key(id.value());
    }

    /** @param id may be one that is not valid, because the portal wrote it */
    static Map<String, AttributeValue> key(String id) {
        return Map.of(KEY, AttributeValue.fromS(id));
    }

    /** The id of an item, which may be one that is not valid. The key of an item is always a string. */
    static String id(Map<String, AttributeValue> item) {
        return requireNonNull(item.get(KEY), "an item without its key").s();
    }

    static Usecase usecase(Map<String, AttributeValue> item) {
        return UsecaseRecord.read(AttributeValues.record(item));
    }

    /**
     * The use case; empty if the item cannot be read. The log line about it contains no value of the item except its
     * id.
     */
    static Optional<Usecase> readable(Map<String, AttributeValue> item) {
        try {
            return Optional.of(usecase(item));
        } catch (DataException e) {
            String field = e.field().orElse("record");
            LOG.warn("Left a use case out of the list: field {} of {} cannot be read.", field, name(item, field));
            return Optional.empty();
        }
    }

    /** The use case as {@link UsecaseRecord#readPartly} reads it. */
    static Optional<Usecase> partly(Map<String, AttributeValue> item) {
        return UsecaseRecord.readPartly(AttributeValues.record(item));
    }

    /** The id for a log line. An invalid id is not logged, because it could contain line breaks and forge log lines. */
    private static String name(Map<String, AttributeValue> item, String field) {
        AttributeValue id = item.get(KEY);
        return id == null || field.equals(KEY) ? "an item" : id.s();
    }
}
