package io.dataaccount.testkit.embedded;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Uploads that a browser interrupts, for example because the user closes the page. */
class CutOffTest {
    @Test
    void upload_thatIsInterrupted_leavesNeitherAnObjectNorAnError(@TempDir Path directory) throws IOException {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        root.addAppender(log);
        try (Cloud cloud = new Cloud(directory)) {
            cloud.s3().createBucket(r -> r.bucket("data"));
            sendHalf(URI.create(cloud.presigner(cloud.user())
                    .presignPutObject(p -> p.signatureDuration(Duration.ofMinutes(5))
                            .putObjectRequest(r -> r.bucket("data").key("half")))
                    .url()
                    .toString()));
        } finally {
            root.detachAppender(log);
        }
        assertThat(log.list).extracting(ILoggingEvent::getFormattedMessage).isEmpty();
        try (Cloud cloud = new Cloud(directory)) {
            assertThat(cloud.s3().listObjectsV2(r -> r.bucket("data")).contents())
                    .isEmpty();
            cloud.s3().deleteBucket(r -> r.bucket("data"));
        }
    }

    private static void sendHalf(URI url) throws IOException {
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            String head = "PUT " + url.getRawPath() + "?" + url.getRawQuery() + " HTTP/1.1\r\nHost: " + url.getHost()
                    + ":" + url.getPort() + "\r\nExpect: 100-continue\r\nContent-Length: 1000000\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(ISO_8859_1));
            // the server sends 100 Continue when the store reads the body
            byte[] status = "HTTP/1.1 100".getBytes(ISO_8859_1);
            assertThat(socket.getInputStream().readNBytes(status.length)).isEqualTo(status);
            socket.getOutputStream().write(new byte[100_000]);
        }
    }
}
