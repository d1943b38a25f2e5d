package io.dataaccount.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.core.rest.RestResponse;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class GracefulStopTest {
    @Test
    @Timeout(60)
    void close_withARequestUnderWay_finishesItAndTakesNoOther() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        HttpDoor door = HttpDoor.open(
                0,
                request -> {
                    arrived.countDown();
                    await(go);
                    return new RestResponse(299, Map.of(), new byte[0]);
                },
                CallerSource.LOCAL_ADMINISTRATOR,
                () -> {});
        int port = door.port();
        CompletableFuture<String> answer = supply(() -> RawHttp.ask(port, "GET /api/v1/usecases"));
        await(arrived);

        CompletableFuture<String> stopped = supply(() -> {
            door.close();
            return "stopped";
        });
        while (accepts(port)) {
            Thread.onSpinWait();
        }
        assertThat(stopped).isNotDone();
        go.countDown();

        assertThat(answer.get()).startsWith("HTTP/1.1 299 ");
        assertThat(stopped.get()).isEqualTo("stopped");
    }

    private static boolean accepts(int port) {
        try {
            return RawHttp.status(RawHttp.ask(port, "GET /healthz")) == 200;
        } catch (java.io.IOException | RuntimeException e) {
            return false;
        }
    }

    private static CompletableFuture<String> supply(java.util.concurrent.Callable<String> work) {
        CompletableFuture<String> result = new CompletableFuture<>();
        new Thread(() -> {
                    try {
                        result.complete(work.call());
                    } catch (Exception e) {
                        result.completeExceptionally(e);
                    }
                })
                .start();
        return result;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
