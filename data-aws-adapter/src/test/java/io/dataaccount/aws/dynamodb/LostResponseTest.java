package io.dataaccount.aws.dynamodb;

import static io.dataaccount.core.error.ErrorCode.CONFLICT;
import static io.dataaccount.core.error.ErrorCode.USECASE_NOT_FOUND;
import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.core.model.Usecase;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** DynamoDB carries a write out, the response is lost, and the SDK sends the request again. */
class LostResponseTest extends PortalTable {
    private static final Runnable NOTHING = () -> {};

    @Test
    void update_whoseResponseIsLost_succeeds() {
        putByPortal(Map.of("gone", AttributeValue.fromS("x"), "kept", AttributeValue.fromN("1.50")));
        Usecase seen = stored();
        Usecase wanted = edit(
                seen,
                "New",
                Map.of("kept", 1.5, "number", new BigDecimal("1E+2"), "list", List.of(1, 2.50), "map", Map.of("a", 1)));
        losing("UpdateItem", NOTHING, repository -> repository.update(seen, wanted));
        assertThat(stored().name()).isEqualTo("New");
        assertThat(stored().updatedAt()).isEqualTo(wanted.updatedAt());
    }

    @Test
    void update_whoseResponseIsLostAndThatSomebodyChangedSince_isAConflict() {
        putByPortal(Map.of());
        Usecase seen = stored();
        Usecase wanted = edit(seen, "New", Map.of());
        losing(
                "UpdateItem",
                () -> repository.update(wanted, edit(wanted, "Newer", Map.of())),
                lossy -> assertRefused(CONFLICT, () -> lossy.update(seen, wanted)));
        assertThat(stored().name()).isEqualTo("Newer");
    }

    /** The request that arrived first is another one's, of the same time. */
    @Test
    void update_thatWasNotCarriedOut_isAConflict() {
        putByPortal(Map.of());
        Usecase seen = stored();
        repository.update(seen, edit(seen, "Theirs", Map.of()));
        losing(
                "UpdateItem",
                NOTHING,
                lossy -> assertRefused(CONFLICT, () -> lossy.update(seen, edit(seen, "Ours", Map.of()))));
        assertThat(stored().name()).isEqualTo("Theirs");
    }

    /** Without a lost response the same change is one that somebody else made. */
    @Test
    void update_thatSomebodyElseMade_isAConflict() {
        putByPortal(Map.of());
        Usecase seen = stored();
        Usecase wanted = edit(seen, "New", Map.of());
        repository.update(seen, wanted);
        assertRefused(CONFLICT, () -> repository.update(seen, wanted));
    }

    @Test
    void guardedWritesWhoseResponseIsLost_succeed() {
        putByPortal(Map.of());
        Usecase seen = stored();
        losing("TransactWriteItems", NOTHING, lossy -> lossy.update(seen, edit(seen, "New", Map.of()), others -> {}));
        assertThat(stored().name()).isEqualTo("New");
        Usecase copy = stored();
        repository.delete(id);
        losing("TransactWriteItems", NOTHING, lossy -> lossy.create(copy, others -> {}));
        assertThat(stored()).isEqualTo(copy);
    }

    @Test
    void delete_whoseResponseIsLost_succeeds() {
        putByPortal(Map.of());
        losing("DeleteItem", NOTHING, lossy -> lossy.delete(id));
        assertThat(repository.find(id)).isEmpty();
        assertRefused(USECASE_NOT_FOUND, () -> repository.delete(id));
    }

    /** With a repository that loses the response to the first such request, after which something else happens. */
    private static void losing(String operation, Runnable then, Consumer<DynamoDbUsecaseRepository> work) {
        try (LosingHttp http = new LosingHttp(operation, then);
                DynamoDbClient client = DYNAMODB.client(http)) {
            work.accept(new DynamoDbUsecaseRepository(client, LocalDynamoDb.TABLE, LocalDynamoDb.ROLES));
            assertThat(http.lost).isTrue();
        }
    }

    /** For one thread. */
    private static final class LosingHttp implements SdkHttpClient {
        private final SdkHttpClient http = UrlConnectionHttpClient.create();
        private final String operation;
        private final Runnable then;
        private boolean lost;

        private LosingHttp(String operation, Runnable then) {
            this.operation = operation;
            this.then = then;
        }

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            ExecutableHttpRequest prepared = http.prepareRequest(request);
            boolean loses = !lost
                    && request.httpRequest()
                            .firstMatchingHeader("X-Amz-Target")
                            .filter(target -> target.endsWith("." + operation))
                            .isPresent();
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() throws IOException {
                    HttpExecuteResponse response = prepared.call();
                    if (!loses) {
                        return response;
                    }
                    lost = true;
                    if (response.responseBody().isPresent()) {
                        response.responseBody().get().close();
                    }
                    then.run();
                    throw new IOException("the response was lost");
                }

                @Override
                public void abort() {
                    prepared.abort();
                }
            };
        }

        @Override
        public void close() {
            http.close();
        }
    }
}
