package io.dataaccount.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;

/**
 * A response as a client receives it.
 *
 * @param status the HTTP status code
 * @param headers one value per name; the record compares names without regard to case
 * @param body the bytes as received, possibly compressed
 */
public record RecordedResponse(int status, Map<String, String> headers, byte[] body) {
    private static final JsonMapper JSON = new JsonMapper();

    public RecordedResponse {
        Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        headers = anyCase;
        requireNonNull(body, "body is null");
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The body, decompressed if it is gzip. */
    private byte[] content() {
        if (header("Content-Encoding").filter("gzip"::equals).isEmpty()) {
            return body;
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the body is not valid gzip", e);
        }
    }

    JsonNode json() {
        try {
            return JSON.readTree(content());
        } catch (IOException e) {
            throw new UncheckedIOException("the body is not JSON: " + this, e);
        }
    }

    /** The value of the field as text; fails if the field is missing. */
    String text(String field) {
        assertThat(json().has(field)).as("%s in %s", field, this).isTrue();
        return json().get(field).asText();
    }

    /** The field of every object in a list, as text; empty text if the field is missing. */
    List<String> texts(String list, String field) {
        return StreamSupport.stream(json().path(list).spliterator(), false)
                .map(each -> each.path(field).asText())
                .toList();
    }

    List<String> fields() {
        return StreamSupport.stream(((Iterable<String>) () -> json().fieldNames()).spliterator(), false)
                .toList();
    }

    RecordedResponse expect(int expected) {
        assertThat(status).as(toString()).isEqualTo(expected);
        return this;
    }

    /** Asserts that the response is an error with the format of every error. */
    RecordedResponse expectProblem(int expected, String code, String field) {
        expect(expected);
        assertThat(text("code")).as(toString()).isEqualTo(code);
        assertThat(json().path("field").asText("")).as(toString()).isEqualTo(field);
        assertThat(header("Content-Type")).contains("application/problem+json");
        assertThat(text("status")).isEqualTo(Integer.toString(expected));
        assertThat(text("type")).isEqualTo("urn:data-account:problem:" + code);
        assertThat(text("title")).isNotBlank();
        assertThat(text("detail")).isNotBlank().isEqualTo(text("error"));
        assertThat(header("X-Request-Id")).contains(text("request_id"));
        return this;
    }

    @Override
    public String toString() {
        return status + " " + new String(content(), UTF_8);
    }
}
