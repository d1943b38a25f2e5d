package io.dataaccount.testkit.embedded.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dataaccount.testkit.embedded.jetty.BodyRate;
import io.dataaccount.testkit.embedded.jetty.RequestBody;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes answers whose body is known whole. */
public final class EmbeddedResponses {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedResponses.class);

    private EmbeddedResponses() {}

    /**
     * Answers when what is left of the request has arrived, and lets no thread wait for that. A client that is still
     * sending does not see the answer: it sees its connection break. One that waits to be told to send has nothing on
     * the way, and must not be told. A client that sends too slowly is answered before, and its connection closed.
     */
    public static void afterBody(HttpServletRequest http, HttpServletResponse response, Answer answer)
            throws IOException {
        if (http.getHeader("Expect") != null || !RequestBody.isAnnounced(http)) {
            answer.write();
            return;
        }
        AsyncContext async = http.startAsync();
        async.setTimeout(0);
        RequestBody.discard(http, BodyRate.DEFAULT).whenComplete((nothing, failure) -> {
            if (failure != null) {
                response.setHeader("Connection", "close");
            }
            end(async, response, answer);
        });
    }

    /** Answers an asynchronous request; 500 if that fails before anything was sent. */
    public static void end(AsyncContext async, HttpServletResponse response, Answer answer) {
        try {
            answer.write();
        } catch (IOException e) {
            LOG.debug("the client is gone", e);
        } catch (RuntimeException e) {
            LOG.error("The embedded AWS failed", e);
            if (!response.isCommitted()) {
                response.reset();
                response.setStatus(500);
            }
        } finally {
            async.complete();
        }
    }

    /** Writes a response. */
    @FunctionalInterface
    public interface Answer {
        void write() throws IOException;
    }

    public static void xml(HttpServletResponse response, XmlText document) throws IOException {
        body(response, 200, "application/xml", document.toString());
    }

    public static void body(HttpServletResponse response, int status, String mediaType, String text)
            throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        response.setStatus(status);
        response.setContentType(mediaType);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
