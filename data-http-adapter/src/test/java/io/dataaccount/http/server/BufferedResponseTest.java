package io.dataaccount.http.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.core.model.user.UserId;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.Scheduler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BufferedResponseTest {
    private static final Duration TIME = Duration.ofDays(77);
    private static final int MUCH = 16 * 1024 * 1024;

    private final ProgressChecks checks = new ProgressChecks();
    private final Server server = new Server(new QueuedThreadPool(), checks, null);

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    /** Between two pieces, none is in flight, and one is left. */
    @Test
    void progressCheckBetweenTwoPieces_schedulesTheNext() throws Exception {
        CompletableFuture<Integer> checksBetween = new CompletableFuture<>();
        CountDownLatch bothGiven = new CountDownLatch(1);
        ResponseBuffers buffers = new ResponseBuffers(new ResponseBuffers.Limits(1, 1, TIME, 1), 1);
        buffers.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                request.setAttribute(ResponseBuffers.CALLER, new UserId("ana"));
                Callback between = Callback.from(() -> {
                    checks.run();
                    checksBetween.complete(checks.count());
                });
                response.write(false, ByteBuffer.wrap(new byte[MUCH]), between);
                response.write(true, ByteBuffer.wrap(new byte[MUCH]), callback);
                bothGiven.countDown();
                return true;
            }
        });
        ServerConnector connector = new ServerConnector(server);
        server.addConnector(connector);
        server.setHandler(buffers);
        server.start();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort())) {
            socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(US_ASCII));
            bothGiven.await(); // the first piece is too large to be sent before it is read
            assertThat(socket.getInputStream().readAllBytes()).hasSizeGreaterThan(2 * MUCH);
        }
        assertThat(checksBetween.get()).isEqualTo(1);
    }

    /** Runs the progress checks of the response when the test wants it. Recognises them by their delay. */
    private static final class ProgressChecks extends AbstractLifeCycle implements Scheduler {
        private final List<Runnable> tasks = new ArrayList<>();

        @Override
        public synchronized Task schedule(Runnable task, long delay, TimeUnit unit) {
            if (unit.toNanos(delay) != TIME.toNanos()) {
                return () -> false;
            }
            tasks.add(task);
            return () -> remove(task);
        }

        private synchronized boolean remove(Runnable task) {
            return tasks.remove(task);
        }

        synchronized int count() {
            return tasks.size();
        }

        void run() {
            List<Runnable> due;
            synchronized (this) {
                due = List.copyOf(tasks);
                tasks.clear();
            }
            due.forEach(Runnable::run);
        }
    }
}
