package io.dataaccount.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.dataaccount.core.model.audit.AuditEntry;
import io.dataaccount.core.model.audit.AuditEvent;
import io.dataaccount.core.model.audit.AuditEvent.Result;
import io.dataaccount.core.model.audit.AuditPage;
import io.dataaccount.core.model.audit.AuditPeriod;
import io.dataaccount.core.model.audit.AuditPosition;
import io.dataaccount.core.model.audit.AuditQuery;
import io.dataaccount.core.model.page.PageSize;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.model.user.RoleScope;
import io.dataaccount.core.model.user.UserId;
import io.dataaccount.core.port.AuditReader;
import io.dataaccount.core.record.AuditRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Contract of every {@link io.dataaccount.core.port.AuditLog} that can be read. */
public abstract class AuditReaderContract extends AuditLogContract {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00.000Z");
    private static final UserId ANA = new UserId("auth0|Ana.O'Neil+1@example.com");
    private static final UserId BO = new UserId("bo, \"the\" 'other'");

    private final RoleScope scope = RoleScope.of(UsecaseId.random());

    private AuditReader reader() {
        return log().reader().orElseThrow();
    }

    @Test
    protected void read_hasEveryFieldOfTheEvent() {
        Map<String, Object> details =
                Map.of("prefix", "größe/\"a\"\n{b}/😀", "bytes", Long.MAX_VALUE, "overwrite", false, "empty", "");
        AuditEvent event = new AuditEvent(
                UUID.randomUUID().toString(),
                NOON.plusMillis(123),
                ANA,
                "grant_uploads",
                "bucket",
                "my-data",
                scope,
                Result.DENIED,
                details);
        log().write(event);
        assertThat(all(of(scope), 10))
                .containsExactly(AuditRecord.read(AuditRecord.of(event)).orElseThrow());
        assertThat(all(of(scope), 10))
                .extracting(AuditEntry::user, AuditEntry::result)
                .containsExactly(tuple(ANA.value(), "denied"));
    }

    @Test
    protected void read_ofAUsecaseWithoutEvents_isEmpty() {
        assertThat(reader().read(of(scope), null, PageSize.MAX)).isEqualTo(new AuditPage(List.of(), null));
    }

    @Test
    protected void read_isNewestFirst_andOnlyOfItsUsecase() {
        List<String> ids = new ArrayList<>();
        for (long second : List.of(2L, 0L, 3L, 1L)) {
            ids.add(write(scope, ANA, "create_folder", NOON.plusSeconds(second)));
            write(RoleScope.of(UsecaseId.random()), ANA, "create_folder", NOON.plusSeconds(second));
        }
        assertThat(ids(of(scope))).containsExactly(ids.get(2), ids.get(0), ids.get(3), ids.get(1));
    }

    @Test
    protected void read_ofTheGlobalScope_hasOnlyItsEvents() {
        UserId user = new UserId("u-" + UUID.randomUUID());
        String global = write(RoleScope.GLOBAL, user, "create_usecase", NOON);
        write(scope, user, "create_folder", NOON);
        AuditQuery query = new AuditQuery(RoleScope.GLOBAL, user, null, AuditPeriod.ALL);
        assertThat(ids(query)).containsExactly(global);
    }

    @Test
    protected void read_ofAStartedCall_hasItsLastResultOnce() {
        AuditEvent ended = event(scope, ANA, "create_bucket", NOON, Result.SUCCESS);
        AuditEvent lost = event(scope, ANA, "create_bucket", NOON.plusSeconds(1), Result.STARTED);
        log().write(with(ended, Result.STARTED));
        log().write(lost);
        log().write(ended);
        log().write(with(ended, Result.STARTED)); // a repeated request that arrives late
        assertThat(all(of(scope), 10))
                .extracting(AuditEntry::id, AuditEntry::result)
                .containsExactly(tuple(lost.id(), "started"), tuple(ended.id(), "success"));
    }

    @Test
    protected void read_ofAPeriod_includesItsBeginAndNotItsEnd() {
        String before = write(scope, ANA, "create_folder", NOON.minusMillis(1));
        String begin = write(scope, ANA, "create_folder", NOON);
        String last = write(scope, ANA, "create_folder", NOON.plusMillis(9));
        String end = write(scope, ANA, "create_folder", NOON.plusMillis(10));
        assertThat(ids(new AuditQuery(scope, null, null, new AuditPeriod(NOON, NOON.plusMillis(10)))))
                .containsExactly(last, begin);
        assertThat(ids(new AuditQuery(scope, null, null, new AuditPeriod(NOON.minusNanos(1), NOON.plusNanos(1)))))
                .containsExactly(begin);
        assertThat(ids(new AuditQuery(scope, null, null, new AuditPeriod(NOON.plusNanos(1), AuditPeriod.MAX))))
                .containsExactly(end, last);
        assertThat(ids(new AuditQuery(scope, null, null, new AuditPeriod(AuditPeriod.MIN, NOON))))
                .containsExactly(before);
    }

    @Test
    protected void read_withActorAndAction_hasOnlyTheirs() {
        String anaFolder = write(scope, ANA, "create_folder", NOON);
        String boFolder = write(scope, BO, "create_folder", NOON.plusMillis(1));
        String boBucket = write(scope, BO, "create_bucket", NOON.plusMillis(2));
        assertThat(ids(new AuditQuery(scope, BO, null, AuditPeriod.ALL))).containsExactly(boBucket, boFolder);
        assertThat(ids(new AuditQuery(scope, null, "create_folder", AuditPeriod.ALL)))
                .containsExactly(boFolder, anaFolder);
        assertThat(ids(new AuditQuery(scope, BO, "create_folder", AuditPeriod.ALL)))
                .containsExactly(boFolder);
        assertThat(ids(new AuditQuery(scope, ANA, "create_bucket", AuditPeriod.ALL)))
                .isEmpty();
        assertThat(ids(new AuditQuery(scope, null, "create", AuditPeriod.ALL))).isEmpty();
    }

    @Test
    protected void read_ofAUser_hasTheEventsOfAllUsecases() {
        UserId user = new UserId("u-" + UUID.randomUUID());
        String first = write(scope, user, "create_folder", NOON);
        String second = write(RoleScope.GLOBAL, user, "create_usecase", NOON.plusMillis(1));
        String third = write(RoleScope.of(UsecaseId.random()), user, "create_folder", NOON.plusMillis(2));
        write(scope, ANA, "create_folder", NOON);
        assertThat(ids(new AuditQuery(null, user, null, AuditPeriod.ALL))).containsExactly(third, second, first);
        assertThat(ids(new AuditQuery(null, user, "create_folder", new AuditPeriod(NOON, NOON.plusMillis(2)))))
                .containsExactly(first);
    }

    /** Many events have the same time, so that pages end between them. */
    @Test
    protected void read_inPages_hasNoGapAndNoRepeat() {
        Random random = SeededRandom.random("AuditReaderContract");
        List<String> written = new ArrayList<>();
        List<String> ofBo = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            boolean bo = random.nextInt(3) == 0;
            String id = write(scope, bo ? BO : ANA, "create_folder", NOON.plusMillis(random.nextInt(12)));
            written.add(id);
            if (bo) {
                ofBo.add(id);
            }
        }
        for (int size : List.of(1, 7, 1 + random.nextInt(100), 120, 200)) {
            List<AuditEntry> read = all(of(scope), size);
            assertThat(read).extracting(AuditEntry::id).containsExactlyInAnyOrderElementsOf(written);
            assertThat(read)
                    .isSortedAccordingTo(Comparator.comparing(AuditEntry::at).reversed());
            assertThat(all(new AuditQuery(scope, BO, null, AuditPeriod.ALL), size))
                    .extracting(AuditEntry::id)
                    .containsExactlyInAnyOrderElementsOf(ofBo);
        }
    }

    @Test
    protected void read_whileOthersWrite_continuesWithOlderEvents() {
        String old = write(scope, ANA, "create_folder", NOON);
        write(scope, ANA, "create_folder", NOON.plusSeconds(1));
        AuditPage first = reader().read(of(scope), null, new PageSize(1));
        write(scope, ANA, "create_folder", NOON.plusSeconds(2));
        AuditPage second = reader().read(of(scope), first.next().orElseThrow(), new PageSize(10));
        assertThat(second.entries()).extracting(AuditEntry::id).containsExactly(old);
        assertThat(second.next()).isEmpty();
    }

    @Test
    protected void read_afterAPositionWithoutEvent_continuesThere() {
        String old = write(scope, ANA, "create_folder", NOON);
        write(scope, ANA, "create_folder", NOON.plusSeconds(2));
        AuditPosition gone = new AuditPosition(NOON.plusSeconds(1), "no-such-event");
        assertThat(reader().read(of(scope), gone, PageSize.MAX).entries())
                .extracting(AuditEntry::id)
                .containsExactly(old);
    }

    private List<String> ids(AuditQuery query) {
        return all(query, 1000).stream().map(AuditEntry::id).toList();
    }

    private List<AuditEntry> all(AuditQuery query, int size) {
        List<AuditEntry> all = new ArrayList<>();
        @Nullable AuditPosition after = null;
        do {
            AuditPage page = reader().read(query, after, new PageSize(size));
            assertThat(page.entries()).hasSizeLessThanOrEqualTo(size);
            all.addAll(page.entries());
            after = page.end();
        } while (after != null);
        return all;
    }

    private static AuditQuery of(RoleScope scope) {
        return new AuditQuery(scope, null, null, AuditPeriod.ALL);
    }

    private String write(RoleScope in, UserId user, String action, Instant at) {
        AuditEvent event = event(in, user, action, at, Result.SUCCESS);
        log().write(event);
        return event.id();
    }

    private static AuditEvent event(RoleScope in, UserId user, String action, Instant at, Result result) {
        return new AuditEvent(
                UUID.randomUUID().toString(), at, user, action, "bucket", "my-data", in, result, Map.of("files", 3));
    }
}
