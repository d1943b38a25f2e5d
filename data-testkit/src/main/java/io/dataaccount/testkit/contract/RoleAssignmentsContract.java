package io.dataaccount.testkit.contract;

import static io.dataaccount.core.error.ErrorCode.CONFLICT;
import static io.dataaccount.core.error.ErrorCode.USECASE_NOT_FOUND;
import static io.dataaccount.testkit.contract.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.model.user.Role;
import io.dataaccount.core.model.user.RoleAssignment;
import io.dataaccount.core.model.user.RoleScope;
import io.dataaccount.core.model.user.UserId;
import io.dataaccount.core.model.user.UserRoles;
import io.dataaccount.core.port.RoleAssignments;
import io.dataaccount.core.port.UsecaseRepository;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Contract of every {@link RoleAssignments}. An implementer provides the assignments and the repository of their use
 * cases. Users and use cases are random, so the tests may share a table.
 */
public abstract class RoleAssignmentsContract {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00.123Z");

    /** The assignments under test. */
    protected abstract RoleAssignments assignments();

    /** The repository of the use cases to which the assignments belong. */
    protected abstract UsecaseRepository usecases();

    @Test
    protected void of_unknownUser_hasNone() {
        assertThat(assignments().of(user())).isEqualTo(UserRoles.NONE);
    }

    @Test
    protected void of_hasEveryRoleOfTheUserAndNoOthers() {
        UserId user = user();
        RoleScope one = scope();
        RoleScope other = scope();
        assign(user, one, Role.VIEWER);
        assign(user, other, Role.USE_CASE_ADMIN);
        assign(user, RoleScope.GLOBAL, Role.OPERATOR);
        assign(user(), one, Role.PORTAL_ADMIN);

        assertThat(assignments().of(user).byScope())
                .isEqualTo(Map.of(one, Role.VIEWER, other, Role.USE_CASE_ADMIN, RoleScope.GLOBAL, Role.OPERATOR));
    }

    @Test
    protected void of_manyRoles_hasThemAll() {
        UserId user = user();
        List<RoleScope> scopes = IntStream.range(0, 150).mapToObj(i -> scope()).toList();
        scopes.forEach(scope -> assign(user, scope, Role.VIEWER));
        assertThat(assignments().of(user).byScope()).containsOnlyKeys(scopes);
    }

    @Test
    protected void find_everyRole_isUnchanged() {
        for (Role role : Role.values()) {
            RoleAssignment assignment = assign(user(), scope(), role);
            assertThat(stored(assignment)).contains(assignment);
        }
    }

    @Test
    protected void find_withoutAuthorAndTime_isUnchanged() {
        RoleAssignment assignment = new RoleAssignment(user(), scope(), Role.VIEWER, null, null);
        assignments().create(assignment);
        assertThat(stored(assignment)).contains(assignment);
    }

    @Test
    protected void find_inAnotherScope_isEmpty() {
        UserId user = user();
        RoleScope scope = scope();
        assign(user, scope, Role.VIEWER);
        assign(user, RoleScope.GLOBAL, Role.VIEWER);
        assertThat(assignments().find(user, scope())).isEmpty();
        assertThat(assignments().find(user(), scope)).isEmpty();
    }

    @Test
    protected void userIds_areCaseSensitive() {
        UserId user = user();
        RoleAssignment assignment = assign(user, scope(), Role.USE_CASE_ADMIN);
        UserId upper = new UserId(user.value().toUpperCase(Locale.ROOT));
        assertThat(assignments().of(upper)).isEqualTo(UserRoles.NONE);
        assertThat(assignments().find(upper, assignment.scope())).isEmpty();
    }

    @Test
    protected void in_hasEveryoneOfTheScopeByUserId() {
        RoleScope scope = scope();
        List<RoleAssignment> given = IntStream.range(0, 5)
                .mapToObj(i -> assign(user(), scope, Role.VIEWER))
                .toList();
        assign(user(), scope(), Role.VIEWER);
        assign(given.get(0).user(), RoleScope.GLOBAL, Role.VIEWER);

        assertThat(assignments().in(scope))
                .containsExactlyElementsOf(given.stream()
                        .sorted(Comparator.comparing(each -> each.user().value()))
                        .toList());
    }

    @Test
    protected void in_global_hasOnlyGlobalRoles() {
        RoleAssignment everywhere = assign(user(), RoleScope.GLOBAL, Role.PORTAL_ADMIN);
        RoleAssignment somewhere = assign(user(), scope(), Role.PORTAL_ADMIN);
        assertThat(assignments().in(RoleScope.GLOBAL)).contains(everywhere).doesNotContain(somewhere);
    }

    @Test
    protected void create_ofExistingAssignment_isAConflictAndChangesNothing() {
        RoleAssignment first = assign(user(), scope(), Role.VIEWER);
        assertRefused(CONFLICT, () -> assignments().create(with(first, Role.PORTAL_ADMIN)));
        assertThat(stored(first)).contains(first);
    }

    @Test
    protected void create_byManyThreads_isDoneOnce() {
        RoleAssignment viewer = new RoleAssignment(user(), scope(), Role.VIEWER, user(), NOON);
        List<Optional<ErrorCode>> outcomes =
                ConcurrentCalls.outcomes(8, number -> assignments().create(viewer));
        assertThat(outcomes).containsOnlyOnce(Optional.empty());
        assertThat(outcomes).allMatch(outcome -> outcome.orElse(CONFLICT) == CONFLICT);
    }

    @Test
    protected void replace_changesRoleAndRecord() {
        RoleAssignment seen = assign(user(), scope(), Role.VIEWER);
        RoleAssignment wanted = with(seen, Role.DATA_SCIENTIST);
        assignments().replace(seen, wanted, List.of());
        assertThat(stored(seen)).contains(wanted);
        assertThat(assignments().in(seen.scope())).containsExactly(wanted);
    }

    @Test
    protected void replace_ofAnotherRoleThanSeen_isAConflictAndChangesNothing() {
        RoleAssignment stored = assign(user(), scope(), Role.USE_CASE_ADMIN);
        RoleAssignment seen = with(stored, Role.VIEWER);
        assertRefused(CONFLICT, () -> assignments().replace(seen, with(stored, Role.OPERATOR), List.of()));
        assertThat(stored(stored)).contains(stored);
    }

    @Test
    protected void replace_ofNone_isAConflictAndCreatesNothing() {
        RoleAssignment seen = new RoleAssignment(user(), scope(), Role.VIEWER, user(), NOON);
        assertRefused(CONFLICT, () -> assignments().replace(seen, with(seen, Role.OPERATOR), List.of()));
        assertThat(stored(seen)).isEmpty();
    }

    @Test
    protected void remove_removesOnlyThatRole() {
        UserId user = user();
        RoleAssignment gone = assign(user, scope(), Role.VIEWER);
        RoleAssignment kept = assign(user, scope(), Role.VIEWER);
        assignments().remove(gone, List.of());
        assertThat(stored(gone)).isEmpty();
        assertThat(assignments().in(gone.scope())).isEmpty();
        assertThat(assignments().of(user).byScope()).isEqualTo(Map.of(kept.scope(), Role.VIEWER));
    }

    @Test
    protected void remove_ofAnotherRoleThanSeen_isAConflictAndChangesNothing() {
        RoleAssignment stored = assign(user(), scope(), Role.USE_CASE_ADMIN);
        assertRefused(CONFLICT, () -> assignments().remove(with(stored, Role.VIEWER), List.of()));
        assertThat(stored(stored)).contains(stored);
    }

    @Test
    protected void remove_ofNone_isAConflict() {
        RoleAssignment seen = new RoleAssignment(user(), scope(), Role.VIEWER, null, null);
        assertRefused(CONFLICT, () -> assignments().remove(seen, List.of()));
    }

    @Test
    protected void remove_thenCreate_storesTheNewRole() {
        RoleAssignment first = assign(user(), scope(), Role.USE_CASE_ADMIN);
        assignments().remove(first, List.of());
        RoleAssignment second = new RoleAssignment(first.user(), first.scope(), Role.VIEWER, null, null);
        assignments().create(second);
        assertThat(stored(first)).contains(second);
    }

    @Test
    protected void portalAdminOfOneUsecase_readsAsItsUseCaseAdmin() {
        RoleAssignment assignment = assign(user(), scope(), Role.PORTAL_ADMIN);
        assertThat(stored(assignment)).map(RoleAssignment::role).contains(Role.USE_CASE_ADMIN);
        assertThat(assignments().of(assignment.user()).in(assignment.scope())).contains(Role.USE_CASE_ADMIN);
        assertThat(assignments().of(assignment.user()).in(RoleScope.GLOBAL)).isEmpty();
    }

    @Test
    protected void write_forAMissingUsecase_isRefusedAndStoresNothing() {
        RoleAssignment nowhere =
                new RoleAssignment(user(), RoleScope.of(UsecaseId.random()), Role.VIEWER, user(), NOON);
        assertRefused(USECASE_NOT_FOUND, () -> assignments().create(nowhere));
        assertThat(stored(nowhere)).isEmpty();

        RoleAssignment left = assign(user(), scope(), Role.VIEWER);
        usecases().delete(new UsecaseId(left.scope().value()));
        assertRefused(USECASE_NOT_FOUND, () -> assignments().replace(left, with(left, Role.OPERATOR), List.of()));
        assertThat(stored(left)).contains(left);
    }

    @Test
    protected void removeOrphans_afterTheUsecase_leavesNone() {
        RoleScope scope = scope();
        RoleAssignment other = assign(user(), scope(), Role.VIEWER);
        for (int i = 0; i < 130; i++) {
            assign(user(), scope, Role.VIEWER);
        }
        UsecaseId usecase = new UsecaseId(scope.value());
        assertThat(assignments().anyIn(scope)).isTrue();
        usecases().delete(usecase);
        assertThat(assignments().removeOrphans(usecase)).isEqualTo(130);
        assertThat(assignments().anyIn(scope)).isFalse();
        assertThat(assignments().removeOrphans(usecase)).isZero();
        assertThat(stored(other)).contains(other);
    }

    @Test
    protected void removeOrphans_whileTheUsecaseExists_isAConflictAndRemovesNothing() {
        RoleAssignment kept = assign(user(), scope(), Role.VIEWER);
        assertRefused(
                CONFLICT,
                () -> assignments().removeOrphans(new UsecaseId(kept.scope().value())));
        assertThat(stored(kept)).contains(kept);
    }

    @Test
    protected void write_onConditionOfAnAssignment_isRefusedOnceThatChanged() {
        RoleScope scope = scope();
        RoleAssignment ana = assign(user(), scope, Role.USE_CASE_ADMIN);
        RoleAssignment bo = assign(user(), scope, Role.USE_CASE_ADMIN);
        assignments().replace(bo, with(bo, Role.VIEWER), List.of(ana));
        assertRefused(CONFLICT, () -> assignments().remove(ana, List.of(bo)));
        assertRefused(CONFLICT, () -> assignments().replace(ana, with(ana, Role.VIEWER), List.of(bo)));
        assertThat(stored(ana)).contains(ana);
    }

    @Test
    protected void write_onConditionOfARemovedRole_isRefusedAndStoresNothing() {
        RoleAssignment caller = assign(user(), RoleScope.GLOBAL, Role.USE_CASE_ADMIN);
        RoleAssignment ana = assign(user(), scope(), Role.USE_CASE_ADMIN);
        RoleAssignment bo = new RoleAssignment(user(), ana.scope(), Role.VIEWER, user(), NOON);
        assignments().create(bo, List.of(caller, ana));
        assertThat(stored(bo)).contains(bo);

        assignments().remove(caller, List.of());
        RoleAssignment cy = new RoleAssignment(user(), ana.scope(), Role.VIEWER, user(), NOON);
        assertRefused(CONFLICT, () -> assignments().create(cy, List.of(ana, caller)));
        assertRefused(CONFLICT, () -> assignments().replace(bo, with(bo, Role.OPERATOR), List.of(ana, caller)));
        assertRefused(CONFLICT, () -> assignments().remove(bo, List.of(ana, caller)));
        assertThat(stored(cy)).isEmpty();
        assertThat(stored(bo)).contains(bo);
    }

    /** Each call removes the other administrator on condition that its own still is one: at most one may succeed. */
    @Test
    protected void remove_ofEachOtherAtOnce_leavesOne() {
        for (int round = 0; round < 10; round++) {
            RoleScope scope = scope();
            List<RoleAssignment> admins =
                    List.of(assign(user(), scope, Role.USE_CASE_ADMIN), assign(user(), scope, Role.USE_CASE_ADMIN));
            List<Optional<ErrorCode>> outcomes = ConcurrentCalls.outcomes(
                    2, number -> assignments().remove(admins.get(1 - number), List.of(admins.get(number))));
            assertThat(outcomes.stream().filter(Optional::isEmpty).count()).isLessThanOrEqualTo(1);
            assertThat(admins.stream().flatMap(each -> stored(each).stream())).isNotEmpty();
        }
    }

    private RoleAssignment assign(UserId user, RoleScope scope, Role role) {
        RoleAssignment assignment = new RoleAssignment(user, scope, role, user(), NOON);
        assignments().create(assignment);
        return assignment;
    }

    private Optional<RoleAssignment> stored(RoleAssignment assignment) {
        return assignments().find(assignment.user(), assignment.scope());
    }

    private static RoleAssignment with(RoleAssignment assignment, Role role) {
        return new RoleAssignment(assignment.user(), assignment.scope(), role, user(), NOON.plusMillis(7));
    }

    /** A random user id with characters that identity providers use. */
    private static UserId user() {
        return new UserId("auth0|Ana.O'Neil+" + UUID.randomUUID() + "@example.com");
    }

    /** The scope of a new use case. */
    private RoleScope scope() {
        Usecase usecase = UsecaseSamples.minimal();
        usecases().create(usecase);
        return RoleScope.of(usecase.id());
    }
}
