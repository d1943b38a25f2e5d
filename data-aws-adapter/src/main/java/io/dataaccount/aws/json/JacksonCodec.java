package io.dataaccount.aws.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.json.JsonCodec;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@link JsonCodec} with Jackson's streaming API. It uses no data binding, so the first request does not wait for those
 * classes to load. Jackson's exceptions are never a cause or a message of ours, because they quote the body. Safe for
 * use by many threads.
 */
public final class JacksonCodec implements JsonCodec {
    private static final int MAX_DEPTH = 100;

    /**
     * Names, values, and beginnings and ends of objects and lists. A batch of 10,000 files has fewer. A text of 1 MiB
     * could have 500,000, and a tree takes many times the memory of its text.
     */
    private static final long MAX_TOKENS = 120_000;

    private static final Pattern HUGE_EXPONENT = Pattern.compile("[eE][+-]?0*[1-9][0-9]{4}");

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxTokenCount(MAX_TOKENS)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES) // clients choose the names, so interning could fill memory
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM) // the adapter decides when to flush
            .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT) // an incomplete document must not look complete
            .build();

    /**
     * Parses one JSON text.
     *
     * @throws DataException MALFORMED_JSON if the text is not valid JSON or exceeds a limit; INVALID_INPUT if a field
     *     is duplicated or the exponent of a number is beyond 9999
     */
    @Override
    public @Nullable Object read(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() == null) {
                throw malformed("it is empty", null);
            }
            Object tree = value(parser);
            if (parser.nextToken() != null) {
                throw malformed("there is more text after its end", parser.currentTokenLocation());
            }
            return tree;
        } catch (StreamConstraintsException e) {
            throw malformed(
                    "it is nested deeper than " + MAX_DEPTH + ", has more than " + MAX_TOKENS
                            + " names and values, or has a name or number that is too long",
                    e.getLocation());
        } catch (JsonProcessingException e) {
            throw malformed("it cannot be read", e.getLocation());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> decimal(parser);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw malformed("it cannot be read", parser.currentTokenLocation());
        };
    }

    /**
     * Limits the exponent: a few characters can express a huge one, and a computation with it would use too much
     * memory.
     */
    private static BigDecimal decimal(JsonParser parser) throws IOException {
        if (HUGE_EXPONENT.matcher(parser.getText()).find()) {
            throw InvalidInputException.withoutValue(
                    field(parser), "has a number whose exponent is beyond 9999: send it as a string");
        }
        return parser.getDecimalValue();
    }

    /** The name of the innermost field that contains the value, directly or in a list. */
    private static String field(JsonParser parser) {
        for (JsonStreamContext at = parser.getParsingContext(); at != null; at = at.getParent()) {
            if (at.getCurrentName() != null) {
                return at.getCurrentName();
            }
        }
        return "body";
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (fields.containsKey(name)) {
                throw InvalidInputException.withoutValue(name, "appears twice: send each field once");
            }
            parser.nextToken();
            fields.put(name, value(parser));
        }
        return fields;
    }

    private static List<@Nullable Object> array(JsonParser parser) throws IOException {
        List<@Nullable Object> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser));
        }
        return items;
    }

    private static DataException malformed(String fault, @Nullable JsonLocation where) {
        String place = where == null ? "" : " (line " + where.getLineNr() + ", column " + where.getColumnNr() + ")";
        return new DataException(
                ErrorCode.MALFORMED_JSON,
                "The body is not one JSON text: " + fault + place + ". Send one JSON object.");
    }

    /** Writes the tree in UTF-8. Does not flush or close the stream. After an exception the text is incomplete. */
    @Override
    public void write(Object tree, OutputStream out) throws IOException {
        try (JsonGenerator generator = FACTORY.createGenerator(out)) {
            new JacksonWriter(generator).write(tree);
        }
    }
}
