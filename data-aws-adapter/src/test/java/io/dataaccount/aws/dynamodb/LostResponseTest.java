package io.dataaccount.aws.dynamodb;

import static io.dataaccount.core.error.ErrorCode.CONFLICT;
import static io.dataaccount.core.error.ErrorCode.USECASE_NOT_FOUND;
import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.AccountRole;
import io.dataaccount.core.model.page.PageRequest;
import io.dataaccount.core.model.page.PageSize;
import io.dataaccount.core.model.usecase.DataAccount;
import io.dataaccount.core.model.usecase.Usecase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The response to a write is lost and the SDK sends the request again, or a request arrives late. */
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

    /** The request that arrived first is another client's, with the same time. */
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

    /** If no response was lost, another client made the same change. */
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

    /** In all formats of the record that the deletion read, including unreadable ones. */
    @TestFactory
    Stream<DynamicTest> delete_leavesWhatWasCreatedSince() {
        Map<String, Map<String, AttributeValue>> seen = Map.of(
                "a time of ours", Map.of("created_at", AttributeValue.fromN("1700000000000")),
                "a text", Map.of("created_at", AttributeValue.fromS("2023-11-14T22:13:20Z")),
                "no time", Map.of(),
                "the last change alone", Map.of("updated_at", AttributeValue.fromN("1700000000000")),
                "no record that can be read",
                        Map.of("created_at", AttributeValue.fromL(List.of()), "account_id", AttributeValue.fromS("?")));
        return seen.entrySet().stream()
                .flatMap(each -> Stream.of("response lost", "overtaken", "request late")
                        .map(fault -> DynamicTest.dynamicTest(each.getKey() + ", " + fault, () -> {
                            repository.list(PageRequest.first(PageSize.MAX)).items().stream()
                                    .filter(left -> left.id().equals(id))
                                    .forEach(left -> repository.delete(id));
                            putByPortal(each.getValue());
                            deleteWith(fault);
                            assertThat(stored().name()).isEqualTo("Anew");
                        })));
    }

    private void deleteWith(String fault) {
        switch (fault) {
            case "response lost" -> losing("DeleteItem", this::createAnew, lossy -> lossy.delete(id));
            case "overtaken" ->
                with(
                        "DeleteItem",
                        FaultyHttp.overtaken(() -> {
                            repository.delete(id);
                            createAnew();
                        }),
                        slow -> slow.delete(id));
            default -> {
                List<ExecutableHttpRequest> kept = new ArrayList<>();
                with("DeleteItem", FaultyHttp.late(kept), slow -> {
                    slow.delete(id);
                    createAnew();
                    send(kept.get(0));
                });
            }
        }
    }

    private static void send(ExecutableHttpRequest request) {
        try {
            request.call();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void createAnew() {
        Instant now = Instant.parse("2026-11-29T12:00:00Z");
        AccountRole accountRole = new AccountRole(new AccountId("111122223333"), null, null);
        repository.create(new Usecase(id, "Anew", accountRole, null, null, DataAccount.UNSET, Map.of(), now, now));
    }

    /** Another client changed the use case before its deletion; it still is the same use case. */
    @Test
    void delete_ofWhatIsChangedMeanwhile_removesIt() {
        putByPortal(Map.of("created_at", AttributeValue.fromN("1700000000000")));
        Usecase seen = stored();
        with(
                "DeleteItem",
                FaultyHttp.overtaken(() -> repository.update(seen, edit(seen, "New", Map.of()))),
                slow -> slow.delete(id));
        assertThat(repository.find(id)).isEmpty();
    }

    @Test
    void delete_thatAnotherOneOvertakes_succeeds() {
        putByPortal(Map.of());
        with("DeleteItem", FaultyHttp.overtaken(() -> repository.delete(id)), slow -> slow.delete(id));
        assertThat(repository.find(id)).isEmpty();
    }

    /** Runs with a repository that loses the response to the first such request; then the given action runs. */
    private static void losing(String operation, Runnable then, Consumer<DynamoDbUsecaseRepository> work) {
        with(operation, FaultyHttp.lost(then), work);
    }

    private static void with(String operation, FaultyHttp.Fault fault, Consumer<DynamoDbUsecaseRepository> work) {
        FaultyHttp.with(
                DYNAMODB,
                operation,
                fault,
                client -> work.accept(new DynamoDbUsecaseRepository(client, LocalDynamoDb.TABLE, LocalDynamoDb.ROLES)));
    }
}
