package io.dataaccount.testkit.contract;

import static io.dataaccount.core.error.ErrorCode.CONFLICT;
import static io.dataaccount.core.error.ErrorCode.FORBIDDEN;
import static io.dataaccount.core.error.ErrorCode.UNAVAILABLE;
import static io.dataaccount.core.error.ErrorCode.USECASE_EXISTS;
import static io.dataaccount.core.error.ErrorCode.USECASE_NOT_FOUND;
import static io.dataaccount.testkit.contract.Refusals.assertRefused;
import static io.dataaccount.testkit.contract.Refusals.assertRefusedField;
import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.ExternalId;
import io.dataaccount.core.model.page.Page;
import io.dataaccount.core.model.page.PageRequest;
import io.dataaccount.core.model.page.PageSize;
import io.dataaccount.core.model.page.PageToken;
import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.port.OtherUsecases;
import io.dataaccount.core.port.UsecaseRepository;
import io.dataaccount.core.service.AttributeRules;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Contract of every {@link UsecaseRepository}. An implementer provides the repository. Ids are random, so the tests may
 * share a table. Numbers are compared by value; their Java types may differ.
 */
public abstract class UsecaseRepositoryContract {
    /** The repository under test. */
    protected abstract UsecaseRepository repository();

    @Test
    protected void find_ofUnknownId_isEmpty() {
        assertThat(repository().find(UsecaseId.random())).isEmpty();
    }

    @Test
    protected void create_ofMinimalUsecase_isStoredUnchanged() {
        assertStored(created(UsecaseSamples.minimal()));
    }

    @Test
    protected void create_ofCompleteUsecase_isStoredUnchanged() {
        assertStored(created(UsecaseSamples.complete()));
    }

    @Test
    protected void create_keepsTimesToTheMillisecond() {
        Usecase usecase = created(UsecaseSamples.complete());
        Usecase found = stored(usecase.id());
        assertThat(found.createdAt()).isEqualTo(usecase.createdAt());
        assertThat(found.updatedAt()).isEqualTo(usecase.updatedAt());
    }

    @Test
    protected void create_ofExistingId_isRefusedAndChangesNothing() {
        Usecase first = created(UsecaseSamples.complete());
        Usecase second = UsecaseEdit.name(UsecaseEdit.bare(first), "Second");
        assertRefused(USECASE_EXISTS, () -> repository().create(second));
        assertStored(first);
    }

    @Test
    protected void create_byManyThreads_isDoneOnce() {
        Usecase usecase = UsecaseSamples.minimal();
        List<Optional<ErrorCode>> outcomes =
                ConcurrentCalls.outcomes(8, number -> repository().create(UsecaseEdit.name(usecase, "by " + number)));
        assertThat(outcomes).containsOnlyOnce(Optional.empty());
        assertThat(outcomes).allMatch(outcome -> outcome.orElse(USECASE_EXISTS) == USECASE_EXISTS);
        assertThat(stored(usecase.id()).name()).isEqualTo("by " + outcomes.indexOf(Optional.<ErrorCode>empty()));
    }

    @Test
    protected void attributeThatCannotBeStored_isRefusedByName() {
        Usecase stored = created(UsecaseSamples.minimal());
        Map<String, Object> bad = Map.of("s3_bucket", "other", "odd", Double.NaN, "deep", List.of(List.of("x")));
        bad.forEach((name, value) -> {
            Usecase fresh = UsecaseEdit.attribute(UsecaseSamples.minimal(), name, value);
            assertRefusedField(name, () -> repository().create(fresh));
            assertThat(repository().find(fresh.id())).isEmpty();
            Usecase wanted = UsecaseEdit.later(UsecaseEdit.attribute(stored, name, value), 1);
            assertRefusedField(name, () -> repository().update(stored, wanted));
        });
        assertStored(stored);
    }

    @Test
    protected void list_hasExistingAndNotDeletedUsecases() {
        Usecase kept = created(UsecaseSamples.complete());
        Usecase deleted = created(UsecaseSamples.minimal());
        repository().delete(deleted.id());
        assertThat(all())
                .extracting(UsecaseEdit::comparable)
                .contains(UsecaseEdit.comparable(kept))
                .extracting(Usecase::id)
                .doesNotContain(deleted.id())
                .doesNotHaveDuplicates();
    }

    /** DynamoDB returns the result of a scan in pages of at most one megabyte. */
    @Test
    protected void list_ofMoreThanAMegabyte_hasAll() {
        List<UsecaseId> ids = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            ids.add(created(UsecaseEdit.attribute(UsecaseSamples.minimal(), "notes", "n".repeat(50_000)))
                    .id());
        }
        assertThat(all()).extracting(Usecase::id).containsAll(ids).doesNotHaveDuplicates();
    }

    @Test
    protected void update_replacesTheUsecase() {
        Usecase seen = created(UsecaseSamples.minimal());
        Usecase wanted = UsecaseEdit.asSuccessorOf(seen, UsecaseSamples.complete());
        repository().update(seen, wanted);
        assertStored(wanted);
    }

    @Test
    protected void update_toNull_clears() {
        Usecase seen = created(UsecaseSamples.complete());
        Usecase wanted = UsecaseEdit.later(UsecaseEdit.bare(seen), 1);
        repository().update(seen, wanted);
        assertStored(wanted);
    }

    @Test
    protected void update_ofOnlyTheTime_isANewVersion() {
        Usecase seen = created(UsecaseSamples.complete());
        repository().update(seen, UsecaseEdit.later(seen, 1));
        assertStored(UsecaseEdit.later(seen, 1));
        assertRefused(CONFLICT, () -> repository().update(seen, UsecaseEdit.later(seen, 2)));
    }

    /** The maximum number of attributes of a use case, which is also the maximum of one change. */
    @Test
    protected void update_ofTheMaximumOfAttributes_isStored() {
        Map<String, Object> before = new LinkedHashMap<>();
        Map<String, Object> after = new LinkedHashMap<>();
        for (int i = 0; i < AttributeRules.MAX_ATTRIBUTES; i++) {
            String name = String.format("%0128d", i);
            before.put(name, "x".repeat(AttributeRules.MAX_BYTES / AttributeRules.MAX_ATTRIBUTES - name.length()));
            after.put(name, i);
        }
        Usecase seen = created(UsecaseEdit.attributes(UsecaseSamples.minimal(), before));
        Usecase changed = UsecaseEdit.later(UsecaseEdit.attributes(seen, after), 1);
        repository().update(seen, changed);
        assertStored(changed);
        Usecase bare = UsecaseEdit.later(UsecaseEdit.attributes(seen, Map.of()), 2);
        repository().update(changed, bare);
        assertStored(bare);
    }

    @Test
    protected void update_ofAChangedUsecase_isConflict() {
        Usecase seen = created(UsecaseSamples.complete());
        Usecase first = UsecaseEdit.later(UsecaseEdit.name(seen, "First"), 5);
        repository().update(seen, first);
        Usecase second = UsecaseEdit.later(UsecaseEdit.name(seen, "Second"), 9);
        assertRefused(CONFLICT, () -> repository().update(seen, second));
        assertStored(first);
    }

    @Test
    protected void update_ofARecreatedUsecase_isConflict() {
        Usecase seen = created(UsecaseSamples.minimal());
        repository().delete(seen.id());
        Usecase recreated = created(UsecaseEdit.later(seen, 5));
        assertRefused(CONFLICT, () -> repository().update(seen, UsecaseEdit.later(seen, 9)));
        assertStored(recreated);
    }

    /** The values that the writer did not read stand for data of other programs in the record; they must stay. */
    @Test
    protected void update_writesOnlyWhatDiffers() {
        Usecase stored = created(UsecaseSamples.complete());
        Usecase seen = UsecaseEdit.bucket(UsecaseEdit.attributes(stored, Map.of("int", -7)), null);
        Usecase wanted = UsecaseEdit.later(UsecaseEdit.name(seen, "New"), 1);
        repository().update(seen, UsecaseEdit.attributes(wanted, Map.of()));
        Map<String, Object> left = new LinkedHashMap<>(stored.attributes());
        left.remove("int");
        assertStored(UsecaseEdit.attributes(UsecaseEdit.later(UsecaseEdit.name(stored, "New"), 1), left));
    }

    @Test
    protected void update_ofUnknownId_isNotFound() {
        Usecase unknown = UsecaseSamples.minimal();
        assertRefused(USECASE_NOT_FOUND, () -> repository().update(unknown, UsecaseEdit.later(unknown, 1)));
        assertThat(repository().find(unknown.id())).isEmpty();
    }

    @Test
    protected void update_ofADeletedUsecase_isNotFoundAndStaysDeleted() {
        Usecase seen = created(UsecaseSamples.complete());
        repository().delete(seen.id());
        assertRefused(USECASE_NOT_FOUND, () -> repository().update(seen, UsecaseEdit.later(seen, 1)));
        assertThat(repository().find(seen.id())).isEmpty();
    }

    @Test
    protected void delete_removesOnce() {
        Usecase usecase = created(UsecaseSamples.complete());
        Usecase neighbour = created(UsecaseSamples.minimal());
        repository().delete(usecase.id());
        assertThat(repository().find(usecase.id())).isEmpty();
        assertRefused(USECASE_NOT_FOUND, () -> repository().delete(usecase.id()));
        assertStored(neighbour);
    }

    @Test
    protected void ids_differByCase() {
        String id = UsecaseId.random().value();
        created(UsecaseEdit.id(UsecaseSamples.minimal(), new UsecaseId("a" + id)));
        assertThat(repository().find(new UsecaseId("A" + id))).isEmpty();
    }

    @Test
    protected void update_fromAnyToAny_roundTrips() {
        Random random = SeededRandom.random("update_fromAnyToAny_roundTrips");
        for (int i = 0; i < 100; i++) {
            Usecase first = created(UsecaseSamples.random(random));
            assertStored(first);
            Usecase second = UsecaseEdit.asSuccessorOf(first, UsecaseSamples.random(random));
            repository().update(stored(first.id()), second);
            assertStored(second);
        }
    }

    @Test
    protected void update_byManyThreads_hasOneWinner() {
        Usecase seen = created(UsecaseSamples.minimal());
        List<Optional<ErrorCode>> outcomes = ConcurrentCalls.outcomes(
                8, number -> repository().update(seen, UsecaseEdit.later(UsecaseEdit.name(seen, "by " + number), 1)));
        assertThat(outcomes).containsOnlyOnce(Optional.empty());
        assertThat(outcomes).allMatch(outcome -> outcome.orElse(CONFLICT) == CONFLICT);
        assertThat(stored(seen.id()).name()).isEqualTo("by " + outcomes.indexOf(Optional.<ErrorCode>empty()));
    }

    @Test
    protected void update_byManyThreadsUntilDone_losesNothing() {
        Usecase usecase = created(UsecaseEdit.attribute(UsecaseSamples.minimal(), "count", 0));
        int threads = 6;
        int times = 10;
        int all = threads * times;
        ConcurrentCalls.call(threads, number -> {
            for (int i = 0; i < times; i++) {
                while (!counted(usecase.id())) {
                    Thread.onSpinWait();
                }
            }
            return true;
        });
        assertStored(UsecaseEdit.later(UsecaseEdit.attribute(usecase, "count", all), all));
    }

    @Test
    protected void guardedWrites_checkTheRulesWithTheOtherUsecases() {
        Usecase other = created(UsecaseSamples.complete());
        Usecase mine = UsecaseSamples.minimal();
        List<UsecaseId> seen = new ArrayList<>();
        repository().create(mine, others -> others.all().forEach(each -> seen.add(each.id())));
        assertThat(seen).contains(other.id()).doesNotContain(mine.id());
        seen.clear();
        repository()
                .update(mine, UsecaseEdit.later(mine, 1), others -> others.all().forEach(each -> seen.add(each.id())));
        assertThat(seen).contains(other.id()).doesNotContain(mine.id());
        assertStored(UsecaseEdit.later(mine, 1));
    }

    @Test
    protected void guardedWrites_thatTheRulesRefuse_storeNothing() {
        Usecase fresh = UsecaseSamples.minimal();
        assertRefused(FORBIDDEN, () -> repository().create(fresh, others -> refuse()));
        assertThat(repository().find(fresh.id())).isEmpty();
        Usecase stored = created(UsecaseSamples.minimal());
        assertRefused(FORBIDDEN, () -> repository().update(stored, UsecaseEdit.later(stored, 1), others -> refuse()));
        assertStored(stored);
    }

    /** The second write happens between the check of the rules and the first write. */
    @Test
    protected void guardedWrite_afterAConflictingWrite_checksTheRulesAgain() {
        Usecase first = created(UsecaseSamples.minimal());
        Usecase second = UsecaseSamples.minimal();
        List<Boolean> saw = new ArrayList<>();
        repository().update(first, UsecaseEdit.later(first, 1), others -> {
            boolean sees = others.all().stream().anyMatch(each -> each.id().equals(second.id()));
            if (saw.isEmpty()) {
                repository().create(second, none -> {});
            }
            saw.add(sees);
        });
        assertThat(saw).containsExactly(false, true);
        assertStored(UsecaseEdit.later(first, 1));
    }

    /** This happens if many others write at the same time. */
    @Test
    protected void guardedWrite_afterManyConflictingWrites_succeeds() {
        Usecase first = created(UsecaseSamples.minimal());
        AtomicInteger left = new AtomicInteger(8);
        repository().update(first, UsecaseEdit.later(first, 1), others -> {
            if (left.getAndDecrement() > 0) {
                created(UsecaseSamples.minimal());
            }
        });
        assertStored(UsecaseEdit.later(first, 1));
    }

    @Test
    protected void guardedWrite_withAConflictEachTime_isUnavailableAndStoresNothing() {
        Usecase first = created(UsecaseSamples.minimal());
        assertRefused(
                UNAVAILABLE,
                () -> repository()
                        .update(first, UsecaseEdit.later(first, 1), others -> created(UsecaseSamples.minimal())));
        assertStored(first);
    }

    @Test
    protected void guardedUpdate_ofAChangedUsecase_isConflict() {
        Usecase seen = created(UsecaseSamples.complete());
        repository().update(seen, UsecaseEdit.later(seen, 5));
        assertRefused(CONFLICT, () -> repository().update(seen, UsecaseEdit.later(seen, 9), others -> {}));
        Usecase gone = created(UsecaseSamples.minimal());
        repository().delete(gone.id());
        assertRefused(USECASE_NOT_FOUND, () -> repository().update(gone, UsecaseEdit.later(gone, 9), others -> {}));
        assertRefused(USECASE_EXISTS, () -> repository().create(seen, others -> {}));
    }

    /** Each thread claims the same name unless another use case has it; in any order, exactly one succeeds. */
    @Test
    protected void guardedWrites_byManyThreads_keepTheirRule() {
        String name = "claimed " + UsecaseId.random();
        List<Usecase> all = Stream.generate(() -> created(UsecaseSamples.minimal()))
                .limit(6)
                .toList();
        List<Optional<ErrorCode>> outcomes = ConcurrentCalls.outcomes(6, number -> {
            Usecase seen = all.get(number);
            repository().update(seen, UsecaseEdit.later(UsecaseEdit.name(seen, name), 1), others -> {
                if (others.all().stream().anyMatch(other -> other.name().equals(name))) {
                    refuse();
                }
            });
        });
        assertThat(outcomes).containsOnlyOnce(Optional.empty());
        assertThat(all().stream().filter(each -> each.name().equals(name))).hasSize(1);
    }

    /** The second claim happens between the check of the rules of the first claim and its write. */
    @Test
    protected void claimsOfOneAccount_inAnyInterleaving_haveOneWinner() {
        AccountClaims claims = new AccountClaims(repository());
        UsecaseId first = claims.newUsecase();
        UsecaseId second = claims.newUsecase();
        claims.runBeforeNextWrite(() -> claims.claim(second));
        assertRefused(FORBIDDEN, () -> claims.claim(first));
        assertThat(all().stream()
                        .filter(each -> claims.account().equals(each.data().accountId()))
                        .map(Usecase::id))
                .containsExactly(second);
    }

    @Test
    protected void boundariesThatOverlap_inAnyInterleaving_haveOneWinner() {
        AccountClaims claims = new AccountClaims(repository());
        UsecaseId first = claims.newUsecase();
        UsecaseId second = claims.newUsecase();
        claims.runBeforeNextWrite(() -> claims.setBoundary(second, "team/"));
        assertRefused(CONFLICT, () -> claims.setBoundary(first, "team/a/"));
        assertThat(stored(first).data().prefix()).isNull();
    }

    @Test
    protected void idsThatLookAlike_inAnyInterleaving_haveOneWinner() {
        AccountClaims claims = new AccountClaims(repository());
        UsecaseId lower = new UsecaseId("like-" + UsecaseId.random());
        UsecaseId upper = new UsecaseId(lower.value().toUpperCase(Locale.ROOT));
        claims.runBeforeNextWrite(() -> claims.create(upper));
        assertRefused(USECASE_EXISTS, () -> claims.create(lower));
        assertThat(repository().find(lower)).isEmpty();
    }

    @Test
    protected void idThatIsFreedWhileItIsCreated_isNotUsedWithRolesLeft() {
        AccountClaims claims = new AccountClaims(repository());
        UsecaseId id = claims.newUsecase();
        claims.runBeforeNextWrite(() -> claims.deleteWithoutRoles(id));
        assertRefused(USECASE_EXISTS, () -> claims.create(id));

        UsecaseId other = UsecaseId.random();
        claims.runBeforeNextWrite(() -> {
            claims.newUsecase(other);
            claims.deleteWithoutRoles(other);
        });
        assertRefused(CONFLICT, () -> claims.create(other));
        assertThat(repository().find(other)).isEmpty();
    }

    /** The pages of a list keep their order, and every use case that exists during the whole listing is on one of them. */
    @Test
    protected void list_inPages_hasNoGapAndNoRepeat() {
        List<UsecaseId> ids = Stream.generate(
                        () -> created(UsecaseSamples.minimal()).id())
                .limit(13)
                .toList();
        List<UsecaseId> all = idsInPagesOf(1000);
        assertThat(all).containsAll(ids).doesNotHaveDuplicates();
        for (int size : List.of(5, Math.min(1000, all.size()), Math.min(1000, all.size() + 1))) {
            assertThat(idsInPagesOf(size)).as("pages of %s", size).containsExactlyElementsOf(all);
        }
    }

    @Test
    protected void list_whoseEntriesFitOnOnePage_hasNoToken() {
        created(UsecaseSamples.minimal());
        int count = all().size();
        Page<Usecase> page = repository().list(PageRequest.first(new PageSize(Math.min(1000, count))));
        assertThat(page.items()).hasSize(Math.min(1000, count));
        assertThat(page.next().isPresent()).isEqualTo(count > 1000);
    }

    @Test
    protected void list_afterTheLastEntryOfAPageIsDeleted_continues() {
        for (int i = 0; i < 4; i++) {
            created(UsecaseSamples.minimal());
        }
        Page<Usecase> first = repository().list(PageRequest.first(new PageSize(2)));
        UsecaseId last = first.items().get(1).id();
        repository().delete(last);
        Page<Usecase> second = repository().list(new PageRequest(new PageSize(2), first.nextToken()));
        assertThat(second.items()).hasSize(2).doesNotContainAnyElementsOf(first.items());
    }

    @Test
    protected void list_withTokenOfNoPage_isRefused() {
        for (String token : List.of("made-up", "usecases-", "usecases-%%%", "usecases-YQ==", "usecases-_w")) {
            assertRefusedField(
                    "page_token", () -> repository().list(new PageRequest(PageSize.MAX, new PageToken(token))));
        }
    }

    /** More than DynamoDB reads in one request. */
    @Test
    protected void find_ofMany_hasThoseThatExist() {
        Set<UsecaseId> ids = new LinkedHashSet<>();
        for (int i = 0; i < 120; i++) {
            ids.add(created(UsecaseSamples.minimal()).id());
            ids.add(UsecaseId.random());
        }
        Usecase complete = created(UsecaseSamples.complete());
        ids.add(complete.id());
        List<Usecase> found = repository().find(ids);
        assertThat(found).hasSize(121).extracting(Usecase::id).doesNotHaveDuplicates();
        assertThat(ids).containsAll(found.stream().map(Usecase::id).toList());
        assertThat(found).extracting(UsecaseEdit::comparable).contains(UsecaseEdit.comparable(complete));
        assertThat(repository().find(Set.of())).isEmpty();
    }

    @Test
    protected void othersOfAnAccount_haveItAsTheirOwnOrAsTheirDataAccount() {
        AccountId account = randomAccount();
        Usecase own = created(UsecaseEdit.accounts(UsecaseSamples.minimal(), account, null));
        Usecase data = created(UsecaseEdit.accounts(UsecaseSamples.minimal(), randomAccount(), account));
        Usecase both = created(UsecaseEdit.accounts(UsecaseSamples.minimal(), account, account));
        Usecase neither = created(UsecaseEdit.accounts(UsecaseSamples.minimal(), randomAccount(), null));
        assertThat(others(neither, others -> others.ofAccount(account)))
                .containsExactlyInAnyOrder(own.id(), data.id(), both.id());
        assertThat(others(own, others -> others.ofAccount(account))).containsExactlyInAnyOrder(data.id(), both.id());
        assertThat(others(own, others -> others.ofAccount(randomAccount()))).isEmpty();
    }

    @Test
    protected void othersWithAnExternalId_haveItForEitherAccount() {
        ExternalId id = ExternalId.random();
        Usecase own = created(UsecaseEdit.externalIds(UsecaseSamples.complete(), id, null));
        Usecase data = created(UsecaseEdit.externalIds(UsecaseSamples.complete(), ExternalId.random(), id));
        Usecase neither = created(UsecaseEdit.externalIds(UsecaseSamples.complete(), ExternalId.random(), null));
        assertThat(others(neither, others -> others.withExternalId(id))).containsExactlyInAnyOrder(own.id(), data.id());
        assertThat(others(data, others -> others.withExternalId(id))).containsExactly(own.id());
    }

    /** A change of the account is visible at once, and the old account is free. */
    @Test
    protected void othersOfAnAccount_followEveryWrite() {
        AccountId before = randomAccount();
        AccountId after = randomAccount();
        Usecase asking = created(UsecaseSamples.minimal());
        Usecase moved = created(UsecaseEdit.accounts(UsecaseSamples.minimal(), randomAccount(), before));
        Usecase wanted = UsecaseEdit.later(
                UsecaseEdit.accounts(moved, moved.accountRole().account(), after), 1);
        repository().update(moved, wanted, others -> {});
        assertThat(others(asking, others -> others.ofAccount(before))).isEmpty();
        assertThat(others(asking, others -> others.ofAccount(after))).containsExactly(moved.id());
        repository()
                .update(
                        wanted,
                        UsecaseEdit.later(
                                UsecaseEdit.accounts(
                                        wanted, wanted.accountRole().account(), null),
                                1));
        assertThat(others(asking, others -> others.ofAccount(after))).isEmpty();
        repository().delete(moved.id());
        assertThat(others(asking, others -> others.ofAccount(moved.accountRole().account())))
                .isEmpty();
    }

    /** So many use cases of one account that a store may prefer to read all. */
    @Test
    protected void othersOfAnAccountWithMany_areAll() {
        AccountId account = randomAccount();
        List<UsecaseId> ids = Stream.generate(
                        () -> created(UsecaseEdit.accounts(UsecaseSamples.minimal(), account, null))
                                .id())
                .limit(130)
                .toList();
        assertThat(others(created(UsecaseSamples.minimal()), others -> others.ofAccount(account)))
                .containsExactlyInAnyOrderElementsOf(ids);
    }

    /** What the rules see in a guarded write of the use case, which they refuse in the end. */
    private List<UsecaseId> others(Usecase written, Function<OtherUsecases, List<Usecase>> query) {
        List<UsecaseId> seen = new ArrayList<>();
        Usecase stored = stored(written.id());
        assertRefused(
                FORBIDDEN,
                () -> repository().update(stored, UsecaseEdit.later(stored, 1), others -> {
                    query.apply(others).forEach(each -> seen.add(each.id()));
                    refuse();
                }));
        return seen;
    }

    private static AccountId randomAccount() {
        return new AccountId(String.format("%012d", ThreadLocalRandom.current().nextLong(1, 1_000_000_000_000L)));
    }

    private List<Usecase> all() {
        return inPagesOf(1000);
    }

    private List<Usecase> inPagesOf(int size) {
        List<Usecase> all = new ArrayList<>();
        @Nullable PageToken token = null;
        do {
            Page<Usecase> page = repository().list(new PageRequest(new PageSize(size), token));
            assertThat(page.items()).hasSizeLessThanOrEqualTo(size);
            all.addAll(page.items());
            token = page.nextToken();
        } while (token != null);
        return all;
    }

    private List<UsecaseId> idsInPagesOf(int size) {
        return inPagesOf(size).stream().map(Usecase::id).toList();
    }

    private static void refuse() {
        throw new DataException(FORBIDDEN, "the rules of the test refuse the write");
    }

    private boolean counted(UsecaseId id) {
        Usecase seen = stored(id);
        BigDecimal count = new BigDecimal(String.valueOf(seen.attributes().get("count")));
        try {
            repository()
                    .update(
                            seen,
                            UsecaseEdit.later(UsecaseEdit.attribute(seen, "count", count.add(BigDecimal.ONE)), 1));
            return true;
        } catch (DataException e) {
            assertThat(e.code()).isEqualTo(CONFLICT);
            return false;
        }
    }

    private Usecase created(Usecase usecase) {
        repository().create(usecase);
        return usecase;
    }

    private Usecase stored(UsecaseId id) {
        return repository().find(id).orElseThrow();
    }

    private void assertStored(Usecase usecase) {
        assertThat(UsecaseEdit.comparable(stored(usecase.id()))).isEqualTo(UsecaseEdit.comparable(usecase));
    }
}
