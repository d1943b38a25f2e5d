package io.dataaccount.testkit.embedded.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records as JSON, with every digit of every number. */
final class RecordText {
    private static final TypeReference<Map<String, Object>> RECORD = new TypeReference<>() {};

    /** Without limits: what was written must be readable, and it was let in by whoever wrote it. */
    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNumberLength(Integer.MAX_VALUE)
                            .maxStringLength(Integer.MAX_VALUE)
                            .maxNameLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private RecordText() {}

    static String write(Map<String, Object> record) {
        try {
            return JSON.writeValueAsString(record);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a record that is no JSON: " + record.keySet(), e);
        }
    }

    /**
     * The record, in order.
     *
     * @throws DataException UNREADABLE_USECASE if the text is no JSON object
     */
    static Map<String, Object> read(String id, String text) {
        @Nullable Map<String, Object> record;
        try {
            record = JSON.readValue(text, RECORD);
        } catch (JsonProcessingException e) {
            record = null; // what Jackson says has parts of the text in it
        }
        if (record == null) {
            throw new DataException(
                    ErrorCode.UNREADABLE_USECASE,
                    "The stored use case '" + id
                            + "' cannot be read: its record is no JSON object. Correct or delete it.");
        }
        return record;
    }
}
