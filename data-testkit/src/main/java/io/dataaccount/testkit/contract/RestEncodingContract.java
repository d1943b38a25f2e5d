package io.dataaccount.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * How the bytes of a body become text. RFC 8259, section 8.1, requires UTF-8 and lets a parser ignore a byte order mark
 * before the text.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259#section-8.1">RFC 8259, section 8.1</a>
 */
abstract class RestEncodingContract extends RestMultipartContract {
    private static final String MARK = "\uFEFF";

    @Test
    protected void byteOrderMark_beforeTheBody_isIgnored() {
        ObjectNode body = usecaseBody().put("name", "Ünit");
        RecordedResponse created = send(RestCall.json("POST", USECASES, MARK + body));
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        String id = body.get("usecase_id").asText();
        assertThat(get(usecase(id)).text("name")).isEqualTo(body.get("name").asText());

        RecordedResponse changed = send(RestCall.json("PUT", usecase(id), MARK + " \r\n{\"name\":\"second\"}"));
        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
        String folders = data(id, "folders");
        String bucket = newBucket(id);
        send(RestCall.json(
                        "POST", folders, MARK + object().put("bucket", bucket).put("folder_path", "raw/")))
                .expect(201);
        assertThat(get(folders + "?bucket=" + bucket).texts("folders", "path")).containsExactly("raw/");
    }

    @TestFactory
    protected Stream<DynamicTest> byteOrderMark_elsewhere_isMalformed() {
        return Stream.of(
                        MARK + MARK + "{}",
                        "{" + MARK + "}",
                        "{}" + MARK,
                        " " + MARK + "{}",
                        "{\"name\":" + MARK + "\"x\"}",
                        MARK + "{\"name\"" + MARK + ":\"x\"}",
                        MARK + "{",
                        MARK + "x")
                .map(body -> DynamicTest.dynamicTest(
                        body.replace(MARK, "<mark>"),
                        () -> send(RestCall.json("POST", USECASES, body)).expectProblem(400, "malformed_json", "")));
    }

    @Test
    protected void byteOrderMark_alone_isAnEmptyBody() {
        RecordedResponse refused = send(RestCall.json("POST", USECASES, MARK));
        refused.expectProblem(400, "malformed_json", "");
        assertThat(refused.text("detail"))
                .isEqualTo(send(RestCall.of("POST", USECASES)).text("detail"));
    }

    /** The bytes of the first character or of the byte order mark show that the body is not UTF-8. */
    @TestFactory
    protected Stream<DynamicTest> body_inAnotherUnicodeEncoding_isMalformed() {
        List<Charset> encodings = List.of(UTF_16BE, UTF_16LE, Charset.forName("UTF-32BE"), Charset.forName("UTF-32LE"));
        return encodings.stream()
                .flatMap(encoding -> Stream.of("", MARK)
                        .map(mark -> DynamicTest.dynamicTest(
                                encoding + (mark.isEmpty() ? "" : " with a byte order mark"), () -> {
                                    byte[] body = (mark + "{\"name\":\"x\"}").getBytes(encoding);
                                    RecordedResponse refused = send(RestCall.json("POST", USECASES, body));
                                    refused.expectProblem(400, "malformed_json", "");
                                    assertThat(refused.text("detail")).contains("UTF-16 or UTF-32", "UTF-8");
                                })));
    }

    /** Half a byte order mark is not UTF-8. */
    @Test
    protected void byteOrderMark_thatIsCutOff_isMalformed() {
        byte[] mark = MARK.getBytes(UTF_8);
        for (int length = 1; length < mark.length; length++) {
            byte[] body = Arrays.copyOf(mark, length);
            send(RestCall.json("POST", USECASES, body)).expectProblem(400, "malformed_json", "");
        }
    }
}
