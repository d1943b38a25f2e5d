package io.dataaccount.aws.json;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonGenerator;
import io.dataaccount.core.json.JsonCodec.RawJsonString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a tree of {@link io.dataaccount.core.json.JsonCodec}. For use by one thread. */
final class JacksonWriter {
    private final JsonGenerator out;
    private final Scratch scratch = new Scratch();

    JacksonWriter(JsonGenerator out) {
        this.out = out;
    }

    void write(@Nullable Object value) throws IOException {
        if (value instanceof String text) {
            out.writeString(text);
        } else if (value instanceof Map<?, ?> fields) {
            out.writeStartObject();
            for (Map.Entry<?, ?> field : fields.entrySet()) {
                out.writeFieldName((String) requireNonNull(field.getKey()));
                write(field.getValue());
            }
            out.writeEndObject();
        } else if (value instanceof Iterable<?> items) {
            out.writeStartArray();
            for (Object item : items) {
                write(item);
            }
            out.writeEndArray();
        } else if (value instanceof RawJsonString text) {
            scratch.reset();
            text.writeTo(scratch);
            scratch.copyTo(out);
        } else {
            writeSimple(value);
        }
    }

    private void writeSimple(@Nullable Object value) throws IOException {
        if (value == null) {
            out.writeNull();
        } else if (value instanceof Boolean truth) {
            out.writeBoolean(truth);
        } else if (value instanceof Integer || value instanceof Long) {
            out.writeNumber(((Number) value).longValue());
        } else if (value instanceof BigInteger number) {
            out.writeNumber(number);
        } else if (value instanceof BigDecimal number) {
            out.writeNumber(number);
        } else {
            throw new IllegalArgumentException("not a JSON value: " + value.getClass());
        }
    }

    /** Buffers a text for the generator, which accepts only arrays. */
    private static final class Scratch extends ByteArrayOutputStream {
        void copyTo(JsonGenerator out) throws IOException {
            out.writeRawUTF8String(buf, 0, count);
        }
    }
}
