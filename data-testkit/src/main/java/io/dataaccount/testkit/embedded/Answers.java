package io.dataaccount.testkit.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;

/** Writes answers whose body is known whole. */
final class Answers {
    private Answers() {}

    /**
     * Reads what is left of the request. A client that is still sending does not see the answer: it sees its
     * connection break. One that waits to be told to send has nothing on the way, and must not be told.
     */
    static void drain(HttpServletRequest http) throws IOException {
        if (http.getHeader("Expect") == null) {
            http.getInputStream().transferTo(OutputStream.nullOutputStream());
        }
    }

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
