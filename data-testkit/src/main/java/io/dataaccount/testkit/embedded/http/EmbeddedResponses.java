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

/** Writes responses whose whole body is in memory. */
public final class EmbeddedResponses {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedResponses.class);

    private EmbeddedResponses() {}

    /**
     * Writes the response after the rest of the request body has arrived. No thread waits for the body. The response
     * must wait because a client that is still sending would see a broken connection instead of it. A client that waits
     * for {@code 100 Continue} gets the response at once and sends no body. If the body arrives too slowly, the
     * response is written earlier and the connection is closed.
     */
    public static void afterBody(HttpServletRequest http, HttpServletResponse response, ResponseWriter writer)
            throws IOException {
        if (http.getHeader("Expect") != null || !RequestBody.isAnnounced(http)) {
            writer.write();
            return;
        }
        AsyncContext async = http.startAsync();
        async.setTimeout(0);
        RequestBody.discard(http, BodyRate.DEFAULT).whenComplete((nothing, failure) -> {
            if (failure != null) {
                response.setHeader("Connection", "close");
            }
            end(async, response, writer);
        });
    }

    /** Writes the response of an asynchronous request and completes it; 500 if this fails before anything was sent. */
    public static void end(AsyncContext async, HttpServletResponse response, ResponseWriter writer) {
        try {
            writer.write();
        } catch (IOException e) {
            LOG.debug("The client has closed the connection", e);
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
    public interface ResponseWriter {
        void write() throws IOException;
    }

    /** Writes 200 with an XML document. */
    public static void xml(HttpServletResponse response, XmlText document) throws IOException {
        body(response, 200, "application/xml", document.toString());
    }

    /** Writes a response with this text as its body, in UTF-8. */
    public static void body(HttpServletResponse response, int status, String mediaType, String text)
            throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        response.setStatus(status);
        response.setContentType(mediaType);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
