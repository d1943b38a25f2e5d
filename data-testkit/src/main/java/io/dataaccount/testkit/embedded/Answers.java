package io.dataaccount.testkit.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Writes answers whose body is known whole. */
final class Answers {
    private Answers() {}

    static void xml(HttpServletResponse response, XmlText document) throws IOException {
        body(response, 200, "application/xml", document.toString());
    }

    static void body(HttpServletResponse response, int status, String mediaType, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        response.setStatus(status);
        response.setContentType(mediaType);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
