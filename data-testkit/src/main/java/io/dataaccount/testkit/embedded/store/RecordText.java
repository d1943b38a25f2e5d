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

/** Converts records to JSON and back without loss of precision in numbers. */
final class RecordText {
    private static final TypeReference<Map<String, Object>> RECORD = new TypeReference<>() {};

    /** Without limits, because every stored record must be readable; the writer has already checked its size. */
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
            throw new IllegalArgumentException("The record cannot be written as JSON: " + record.keySet(), e);
        }
    }

    /**
     * The record, with its fields in the order of the text.
     *
     * @throws DataException UNREADABLE_USECASE if the text is not a JSON object
     */
    static Map<String, Object> read(String id, String text) {
        @Nullable Map<String, Object> record;
        try {
            record = JSON.readValue(text, RECORD);
        } catch (JsonProcessingException e) {
            record = null; // the exception is dropped because the message of Jackson contains parts of the text
        }
        if (record == null) {
            throw new DataException(
                    ErrorCode.UNREADABLE_USECASE,
                    "The stored use case '" + id
                            + "' cannot be read: its record is not a JSON object. Correct or delete it.");
        }
        return record;
    }
}
