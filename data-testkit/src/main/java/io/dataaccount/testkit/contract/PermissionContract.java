package io.dataaccount.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataaccount.core.model.audit.AuditEvent;
import io.dataaccount.core.model.audit.AuditEvent.Result;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.model.user.Role;
import io.dataaccount.core.model.user.RoleScope;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Who may do what, as every door keeps it: each call for each role, held in the use case, in another, and everywhere.
 */
public abstract class PermissionContract {
    /** Where a caller holds a role. */
    private enum Held {
        HERE,
        ELSEWHERE,
        EVERYWHERE
    }

    /** Sends a request to the door under test, as a caller whom it takes for verified. */
    protected abstract RecordedResponse send(Caller caller, RestCall call);

    /** Sends a request, and holds it and the answer to the contract's description. */
    private RecordedResponse ask(Caller caller, RestCall call) {
        return OpenApiCheck.check(OpenApi.SERVED, call, send(caller, call));
    }

    /** What is behind the door. */
    protected abstract InMemoryFixture fixture();

    @Test
    protected void table_hasEveryRouteAndNoOther() {
        assertThat(PermissionTable.ROWS)
                .extracting(PermissionTable.Row::route)
                .containsExactlyInAnyOrderElementsOf(fixture().api().routes());
    }

    @TestFactory
    protected Stream<DynamicTest> everyCall_byEveryRole_matchesTheTable() {
        return PermissionTable.ROWS.stream()
                .flatMap(row -> Stream.of(Role.values())
                        .flatMap(role -> Stream.of(Held.values())
                                .map(held -> test(
                                        row,
                                        role + " " + held,
                                        () -> call(row, role, held),
                                        allowed(row, role, held)))));
    }

    @TestFactory
    protected Stream<DynamicTest> everyCall_withoutAnyRole_isRefused() {
        return PermissionTable.ROWS.stream()
                .map(row -> test(row, "no role", () -> call(row, null, Held.HERE), row.least() == null));
    }

    @TestFactory
    protected Stream<DynamicTest> everyCall_byAnAdministratorOfTheIdentityProvider_succeeds() {
        return PermissionTable.ROWS.stream()
                .map(row -> test(
                        row,
                        "claims PortalAdmin",
                        () -> response(row, new PermissionFixture(fixture()), new Caller(randomUser(), "root", true)),
                        true));
    }

    private static boolean allowed(PermissionTable.Row row, Role role, Held held) {
        // PortalAdmin exists for the whole portal only
        Role counted = role == Role.PORTAL_ADMIN && held != Held.EVERYWHERE ? Role.USE_CASE_ADMIN : role;
        boolean reaches = row.everywhere() ? held == Held.EVERYWHERE : held != Held.ELSEWHERE;
        return row.least() == null || (reaches && counted.compareTo(row.least()) >= 0);
    }

    private record Answered(RecordedResponse response, Optional<Result> audited) {}

    private DynamicTest test(PermissionTable.Row row, String who, Supplier<Answered> call, boolean allowed) {
        return DynamicTest.dynamicTest(row.route() + " by " + who, () -> {
            Answered answered = call.get();
            if (allowed) {
                answered.response().expect(row.success());
            } else {
                assertThat(answered.response().status()).as(answered.toString()).isEqualTo(403);
                assertThat(answered.response().text("code")).isEqualTo("forbidden");
                assertThat(answered.audited()).contains(Result.DENIED);
            }
        });
    }

    private Answered call(PermissionTable.Row row, @Nullable Role role, Held held) {
        PermissionFixture fixture = new PermissionFixture(fixture());
        Caller caller = someone();
        if (role != null) {
            RoleScope scope = switch (held) {
                case HERE -> fixture.scope();
                case ELSEWHERE -> new PermissionFixture(fixture()).scope();
                case EVERYWHERE -> RoleScope.GLOBAL;
            };
            fixture.assign(caller.userId(), scope, role);
        }
        return response(row, fixture, caller);
    }

    private Answered response(PermissionTable.Row row, PermissionFixture fixture, Caller caller) {
        RecordedResponse response = ask(caller, row.call().apply(fixture));
        return new Answered(
                response,
                fixture().audit().events().stream()
                        .filter(event -> event.user().equals(caller.userId()))
                        .reduce((before, after) -> after)
                        .map(AuditEvent::result));
    }

    @Test
    protected void refusal_isTheSameWhetherTheUsecaseExistsOrNot() {
        PermissionFixture fixture = new PermissionFixture(fixture());
        Caller stranger = someone();
        String there = detail(ask(stranger, fixture.get("")));
        String notThere = detail(ask(stranger, RestCall.of("GET", RestHarness.usecase("uc-none"))));
        assertThat(there.replace(fixture.usecase(), "uc-none")).isEqualTo(notThere);
    }

    private static String detail(RecordedResponse response) {
        response.expectProblem(403, "forbidden", "");
        return response.text("detail");
    }

    @Test
    protected void listUsecases_hasThoseInWhichTheCallerHasARole() {
        PermissionFixture mine = new PermissionFixture(fixture());
        PermissionFixture others = new PermissionFixture(fixture());
        Caller caller = someone();
        assertThat(usecases(caller)).isEmpty();
        mine.assign(caller.userId(), mine.scope(), Role.VIEWER);
        assertThat(usecases(caller)).containsExactly(mine.usecase());
        mine.assign(caller.userId(), RoleScope.GLOBAL, Role.VIEWER);
        assertThat(usecases(caller)).contains(mine.usecase(), others.usecase());
    }

    @Test
    protected void listUsecases_marksPortalAdminsByAssignmentAndByClaim() {
        PermissionFixture fixture = new PermissionFixture(fixture());
        Caller assigned = someone();
        assertThat(isSuperUser(assigned)).isFalse();
        fixture.assign(assigned.userId(), RoleScope.GLOBAL, Role.PORTAL_ADMIN);
        assertThat(isSuperUser(assigned)).isTrue();
        assertThat(isSuperUser(new Caller(randomUser(), "root", true))).isTrue();
    }

    private List<String> usecases(Caller caller) {
        return ask(caller, RestCall.of("GET", RestHarness.USECASES)).expect(200).texts("usecases", "usecase_id");
    }

    private boolean isSuperUser(Caller caller) {
        return ask(caller, RestCall.of("GET", RestHarness.USECASES))
                .expect(200)
                .json()
                .get("is_super_user")
                .asBoolean();
    }

    @TestFactory
    protected Stream<DynamicTest> externalIds_areOnlyForAdministratorsOfTheUsecase() {
        return Stream.of(Role.values())
                .map(role -> DynamicTest.dynamicTest(role.id(), () -> {
                    PermissionFixture fixture = new PermissionFixture(fixture());
                    Caller caller = someone();
                    fixture.assign(caller.userId(), fixture.scope(), role);
                    String secret = RestHarness.id(fixture().accounts().own()).value();
                    boolean shown = role.includes(Role.USE_CASE_ADMIN);
                    for (RestCall call : List.of(fixture.get(""), RestCall.of("GET", RestHarness.USECASES))) {
                        String response =
                                new String(ask(caller, call).expect(200).body(), UTF_8);
                        assertThat(response.contains(secret))
                                .as(call.toString())
                                .isEqualTo(shown);
                    }
                }));
    }

    @Test
    protected void updateExisting_isForUseCaseAdmins() {
        PermissionFixture fixture = new PermissionFixture(fixture());
        String bucket = RestHarness.randomBucket();
        fixture()
                .asAdministrator(fixture.post("/data/buckets", "bucket_name", bucket))
                .expect(201);
        ObjectNode body = RestHarness.object().put("bucket_name", bucket).put("enable_versioning", false);
        RestCall plain = fixture.json("POST", "/data/buckets", body);
        RestCall update = fixture.json("POST", "/data/buckets", body.deepCopy().put("update_existing", true));
        Caller scientist = someone();
        fixture.assign(scientist.userId(), fixture.scope(), Role.DATA_SCIENTIST);
        ask(scientist, plain).expectProblem(409, "conflict", "enable_versioning");
        ask(scientist, update).expectProblem(403, "forbidden", "update_existing");
        Caller admin = someone();
        fixture.assign(admin.userId(), fixture.scope(), Role.USE_CASE_ADMIN);
        ask(admin, plain).expectProblem(409, "conflict", "enable_versioning");
        assertThat(ask(admin, update).expect(200).text("versioning_enabled")).isEqualTo("false");
        ask(scientist, plain).expect(200);
    }

    @Test
    protected void revokedRole_hasNoEffect() {
        PermissionFixture fixture = new PermissionFixture(fixture());
        Caller caller = someone();
        fixture.assign(caller.userId(), fixture.scope(), Role.VIEWER);
        ask(caller, fixture.get("")).expect(200);
        fixture()
                .asAdministrator(fixture.delete("/roles?user_id=" + caller.userId()))
                .expect(200);
        ask(caller, fixture.get("")).expectProblem(403, "forbidden", "");
    }

    @Test
    protected void deletedUsecase_leavesNoRoleForALaterUsecaseWithItsId() {
        PermissionFixture fixture = new PermissionFixture(fixture());
        Caller caller = someone();
        fixture.assign(caller.userId(), fixture.scope(), Role.USE_CASE_ADMIN);
        fixture().asAdministrator(fixture.delete("")).expect(200);
        assertThat(fixture().roles().of(caller.userId()).byScope()).isEmpty();
    }

    @Test
    protected void assignRole_aboveOnesOwn_isRefused() {
        PermissionFixture fixture = new PermissionFixture(fixture());
        Caller admin = someone();
        fixture.assign(admin.userId(), fixture.scope(), Role.USE_CASE_ADMIN);
        ask(admin, fixture.assign(randomUser(), Role.USE_CASE_ADMIN)).expect(201);
        ask(admin, fixture.assign(randomUser(), Role.PORTAL_ADMIN)).expectProblem(400, "invalid_input", "role");
        ask(admin, fixture.assign(admin.userId().value(), Role.PORTAL_ADMIN))
                .expectProblem(400, "invalid_input", "role");
    }

    @Test
    protected void portalAdmin_ofOneUsecase_isNotAssigned() {
        PermissionFixture fixture = new PermissionFixture(fixture());
        RecordedResponse response = fixture().asAdministrator(fixture.assign(randomUser(), Role.PORTAL_ADMIN));
        response.expectProblem(400, "invalid_input", "role");
    }

    /** As another program may have stored it. */
    @Test
    protected void storedPortalAdmin_ofOneUsecase_isOnlyItsUseCaseAdmin() {
        PermissionFixture fixture = new PermissionFixture(fixture());
        Caller half = someone();
        fixture.assign(half.userId(), fixture.scope(), Role.PORTAL_ADMIN);
        ask(half, fixture.put("account_id", "999988887777")).expectProblem(403, "forbidden", "account_id");
        ObjectNode noRole = RestHarness.object().putNull("cross_account_role_arn");
        ask(half, fixture.json("PUT", "", noRole)).expectProblem(403, "forbidden", "account_id");
        ask(half, fixture.create()).expectProblem(403, "forbidden", "");
        ask(half, fixture.delete("")).expectProblem(403, "forbidden", "");
        ask(half, fixture.put("name", "Renamed")).expect(200);
    }

    @Test
    protected void lastUseCaseAdmin_isRemovedOnlyByAPortalAdmin() {
        PermissionFixture fixture = new PermissionFixture(fixture());
        Caller ana = someone();
        Caller bo = someone();
        fixture.assign(ana.userId(), fixture.scope(), Role.USE_CASE_ADMIN);
        RestCall leave = fixture.delete("/roles?user_id=" + ana.userId());
        ask(ana, leave).expectProblem(409, "conflict", "user_id");
        ask(ana, fixture.assign(ana.userId().value(), Role.VIEWER)).expectProblem(409, "conflict", "user_id");
        ask(ana, fixture.assign(bo.userId().value(), Role.USE_CASE_ADMIN)).expect(201);
        ask(bo, leave).expect(200);
        ask(bo, fixture.delete("/roles?user_id=" + bo.userId())).expectProblem(409, "conflict", "user_id");
        fixture()
                .asAdministrator(fixture.delete("/roles?user_id=" + bo.userId()))
                .expect(200);
    }

    @Test
    protected void createUsecase_whileARoleInAnEarlierUsecaseRemains_isRefused() {
        PermissionFixture fixture = new PermissionFixture(fixture());
        Caller caller = someone();
        fixture.assign(caller.userId(), fixture.scope(), Role.USE_CASE_ADMIN);
        fixture().usecases().delete(new UsecaseId(fixture.usecase()));
        RestCall create = RestCall.json(
                "POST",
                RestHarness.USECASES,
                RestHarness.usecaseBody(fixture.usecase(), fixture().accounts()).toString());
        fixture().asAdministrator(create).expectProblem(409, "conflict", "usecase_id");
        fixture().asAdministrator(fixture.delete("")).expect(200);
        fixture().asAdministrator(create).expect(201);
        ask(caller, fixture.get("")).expectProblem(403, "forbidden", "");
    }

    @Test
    protected void globalRoles_areOnlyForPortalAdmins() {
        PermissionFixture fixture = new PermissionFixture(fixture());
        Caller everywhere = someone();
        fixture.assign(everywhere.userId(), RoleScope.GLOBAL, Role.USE_CASE_ADMIN);
        String roles = RestHarness.usecase("global") + "/roles";
        ObjectNode body = RestHarness.object().put("user_id", randomUser()).put("role", "Viewer");
        ask(everywhere, RestCall.of("GET", roles)).expectProblem(403, "forbidden", "");
        ask(everywhere, RestCall.json("POST", roles, body.toString())).expectProblem(403, "forbidden", "");
        fixture().asAdministrator(RestCall.json("POST", roles, body.toString())).expect(201);
    }

    @Test
    protected void accountSettings_areChangedOnlyByPortalAdmins() {
        PermissionFixture fixture = new PermissionFixture(fixture());
        Caller admin = someone();
        fixture.assign(admin.userId(), fixture.scope(), Role.USE_CASE_ADMIN);
        ask(admin, fixture.put("account_id", "999988887777")).expectProblem(403, "forbidden", "account_id");
        ask(admin, fixture.put("external_id", "another")).expectProblem(403, "forbidden", "account_id");
        ObjectNode noRole = RestHarness.object().putNull("cross_account_role_arn");
        ask(admin, fixture.json("PUT", "", noRole)).expectProblem(403, "forbidden", "account_id");
        ask(
                        admin,
                        fixture.put(
                                "account_id",
                                fixture().accounts().own().account().value()))
                .expect(200);
    }

    @Test
    protected void dataAccountOfOthers_isNotConfiguredWithoutTheirAdministrator() {
        PermissionFixture mine = new PermissionFixture(fixture());
        PermissionFixture others = new PermissionFixture(fixture());
        ObjectNode data = RestHarness.dataAccount("777766665555");
        fixture().allowDataAccount("777766665555");
        fixture().allowDataAccount("777766665556");
        fixture().asAdministrator(others.json("POST", "/data/configure", data)).expect(200);
        Caller admin = someone();
        mine.assign(admin.userId(), mine.scope(), Role.USE_CASE_ADMIN);
        ask(admin, mine.json("POST", "/data/configure", data)).expectProblem(403, "forbidden", "data_account_id");
        ask(admin, mine.json("POST", "/data/configure", RestHarness.dataAccount("777766665556")))
                .expect(200);
        others.assign(admin.userId(), others.scope(), Role.USE_CASE_ADMIN);
        ask(admin, mine.json("POST", "/data/configure", data)).expect(200);
    }

    private static Caller someone() {
        return new Caller(randomUser(), "ana", false);
    }

    private static String randomUser() {
        return "u-" + UUID.randomUUID();
    }
}
