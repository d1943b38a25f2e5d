package io.dataaccount.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataaccount.core.model.Caller;
import io.dataaccount.core.model.Role;
import io.dataaccount.core.model.RoleScope;
import io.dataaccount.core.model.UsecaseId;
import io.dataaccount.core.port.AuditEvent;
import io.dataaccount.core.port.AuditEvent.Result;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Who may do what, as every door keeps it: each call for each role, held in the use case, in another, and everywhere. */
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
    protected abstract InMemoryFixture world();

    @Test
    protected void table_hasEveryRouteAndNoOther() {
        assertThat(PermissionTable.ROWS)
                .extracting(PermissionTable.Row::route)
                .containsExactlyInAnyOrderElementsOf(world().api().routes());
    }

    @TestFactory
    protected Stream<DynamicTest> everyCall_byEveryRole_isAnsweredAsTheTableSays() {
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
    protected Stream<DynamicTest> everyCall_byAnAdministratorOfTheIdentityProvider_isDone() {
        return PermissionTable.ROWS.stream()
                .map(row -> test(
                        row,
                        "claims PortalAdmin",
                        () -> answer(row, new PermissionFixture(world()), new Caller(randomUser(), "root", true)),
                        true));
    }

    private static boolean allowed(PermissionTable.Row row, Role role, Held held) {
        // PortalAdmin exists for the whole portal only
        Role counted = role == Role.PORTAL_ADMIN && held != Held.EVERYWHERE ? Role.USE_CASE_ADMIN : role;
        boolean reaches = row.everywhere() ? held == Held.EVERYWHERE : held != Held.ELSEWHERE;
        return row.least() == null || (reaches && counted.compareTo(row.least()) >= 0);
    }

    private record Answered(RecordedResponse answer, Optional<Result> audited) {}

    private DynamicTest test(PermissionTable.Row row, String who, Supplier<Answered> call, boolean allowed) {
        return DynamicTest.dynamicTest(row.route() + " by " + who, () -> {
            Answered answered = call.get();
            if (allowed) {
                answered.answer().expect(row.success());
            } else {
                assertThat(answered.answer().status()).as(answered.toString()).isEqualTo(403);
                assertThat(answered.answer().text("code")).isEqualTo("forbidden");
                assertThat(answered.audited()).contains(Result.DENIED);
            }
        });
    }

    private Answered call(PermissionTable.Row row, @Nullable Role role, Held held) {
        PermissionFixture scene = new PermissionFixture(world());
        Caller caller = someone();
        if (role != null) {
            RoleScope scope = switch (held) {
                case HERE -> scene.scope();
                case ELSEWHERE -> new PermissionFixture(world()).scope();
                case EVERYWHERE -> RoleScope.GLOBAL;
            };
            scene.assign(caller.userId(), scope, role);
        }
        return answer(row, scene, caller);
    }

    private Answered answer(PermissionTable.Row row, PermissionFixture scene, Caller caller) {
        RecordedResponse answer = ask(caller, row.call().apply(scene));
        return new Answered(
                answer,
                world().audit().events().stream()
                        .filter(event -> event.user().equals(caller.userId()))
                        .reduce((before, after) -> after)
                        .map(AuditEvent::result));
    }

    @Test
    protected void refusal_isTheSameWhetherTheUsecaseIsThereOrNot() {
        PermissionFixture scene = new PermissionFixture(world());
        Caller stranger = someone();
        String there = detail(ask(stranger, scene.get("")));
        String notThere = detail(ask(stranger, RestCall.of("GET", RestHarness.usecase("uc-none"))));
        assertThat(there.replace(scene.usecase(), "uc-none")).isEqualTo(notThere);
    }

    private static String detail(RecordedResponse answer) {
        answer.expectProblem(403, "forbidden", "");
        return answer.text("detail");
    }

    @Test
    protected void listUsecases_hasThoseThatTheCallerHasARoleIn() {
        PermissionFixture mine = new PermissionFixture(world());
        PermissionFixture others = new PermissionFixture(world());
        Caller caller = someone();
        assertThat(usecases(caller)).isEmpty();
        mine.assign(caller.userId(), mine.scope(), Role.VIEWER);
        assertThat(usecases(caller)).containsExactly(mine.usecase());
        mine.assign(caller.userId(), RoleScope.GLOBAL, Role.VIEWER);
        assertThat(usecases(caller)).contains(mine.usecase(), others.usecase());
    }

    @Test
    protected void listUsecases_tellsAPortalAdminByAssignmentAsOneByClaim() {
        PermissionFixture scene = new PermissionFixture(world());
        Caller assigned = someone();
        assertThat(isSuperUser(assigned)).isFalse();
        scene.assign(assigned.userId(), RoleScope.GLOBAL, Role.PORTAL_ADMIN);
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
    protected Stream<DynamicTest> externalIds_areForTheUsecasesAdministratorsAlone() {
        return Stream.of(Role.values())
                .map(role -> DynamicTest.dynamicTest(role.id(), () -> {
                    PermissionFixture scene = new PermissionFixture(world());
                    Caller caller = someone();
                    scene.assign(caller.userId(), scene.scope(), role);
                    String secret = RestHarness.id(world().accounts().own()).value();
                    boolean shown = role.includes(Role.USE_CASE_ADMIN);
                    for (RestCall call : List.of(scene.get(""), RestCall.of("GET", RestHarness.USECASES))) {
                        String answer = new String(ask(caller, call).expect(200).body(), UTF_8);
                        assertThat(answer.contains(secret)).as(call.toString()).isEqualTo(shown);
                    }
                }));
    }

    @Test
    protected void updateExisting_isForUseCaseAdmins() {
        PermissionFixture scene = new PermissionFixture(world());
        String bucket = RestHarness.randomBucket();
        world().asAdministrator(scene.post("/data/buckets", "bucket_name", bucket))
                .expect(201);
        ObjectNode body = RestHarness.object().put("bucket_name", bucket).put("enable_versioning", false);
        RestCall plain = scene.json("POST", "/data/buckets", body);
        RestCall update = scene.json("POST", "/data/buckets", body.deepCopy().put("update_existing", true));
        Caller scientist = someone();
        scene.assign(scientist.userId(), scene.scope(), Role.DATA_SCIENTIST);
        ask(scientist, plain).expectProblem(409, "conflict", "enable_versioning");
        ask(scientist, update).expectProblem(403, "forbidden", "update_existing");
        Caller admin = someone();
        scene.assign(admin.userId(), scene.scope(), Role.USE_CASE_ADMIN);
        ask(admin, plain).expectProblem(409, "conflict", "enable_versioning");
        assertThat(ask(admin, update).expect(200).text("versioning_enabled")).isEqualTo("false");
        ask(scientist, plain).expect(200);
    }

    @Test
    protected void revokedRole_countsNoLonger() {
        PermissionFixture scene = new PermissionFixture(world());
        Caller caller = someone();
        scene.assign(caller.userId(), scene.scope(), Role.VIEWER);
        ask(caller, scene.get("")).expect(200);
        world().asAdministrator(scene.delete("/roles?user_id=" + caller.userId()))
                .expect(200);
        ask(caller, scene.get("")).expectProblem(403, "forbidden", "");
    }

    @Test
    protected void deletedUsecase_leavesNoRoleForALaterOneOfItsId() {
        PermissionFixture scene = new PermissionFixture(world());
        Caller caller = someone();
        scene.assign(caller.userId(), scene.scope(), Role.USE_CASE_ADMIN);
        world().asAdministrator(scene.delete("")).expect(200);
        assertThat(world().roles().of(caller.userId()).byScope()).isEmpty();
    }

    @Test
    protected void assignRole_aboveOnesOwn_isRefused() {
        PermissionFixture scene = new PermissionFixture(world());
        Caller admin = someone();
        scene.assign(admin.userId(), scene.scope(), Role.USE_CASE_ADMIN);
        ask(admin, scene.assign(randomUser(), Role.USE_CASE_ADMIN)).expect(201);
        ask(admin, scene.assign(randomUser(), Role.PORTAL_ADMIN)).expectProblem(400, "invalid_input", "role");
        ask(admin, scene.assign(admin.userId().value(), Role.PORTAL_ADMIN)).expectProblem(400, "invalid_input", "role");
    }

    @Test
    protected void portalAdmin_ofOneUsecase_isNotAssigned() {
        PermissionFixture scene = new PermissionFixture(world());
        RecordedResponse answer = world().asAdministrator(scene.assign(randomUser(), Role.PORTAL_ADMIN));
        answer.expectProblem(400, "invalid_input", "role");
    }

    /** As another program may have stored it. */
    @Test
    protected void storedPortalAdmin_ofOneUsecase_isItsUseCaseAdminAndNoMore() {
        PermissionFixture scene = new PermissionFixture(world());
        Caller half = someone();
        scene.assign(half.userId(), scene.scope(), Role.PORTAL_ADMIN);
        ask(half, scene.put("account_id", "999988887777")).expectProblem(403, "forbidden", "account_id");
        ObjectNode noRole = RestHarness.object().putNull("cross_account_role_arn");
        ask(half, scene.json("PUT", "", noRole)).expectProblem(403, "forbidden", "account_id");
        ask(half, scene.create()).expectProblem(403, "forbidden", "");
        ask(half, scene.delete("")).expectProblem(403, "forbidden", "");
        ask(half, scene.put("name", "Renamed")).expect(200);
    }

    @Test
    protected void lastUseCaseAdmin_isRemovedByAPortalAdminAlone() {
        PermissionFixture scene = new PermissionFixture(world());
        Caller ana = someone();
        Caller bo = someone();
        scene.assign(ana.userId(), scene.scope(), Role.USE_CASE_ADMIN);
        RestCall leave = scene.delete("/roles?user_id=" + ana.userId());
        ask(ana, leave).expectProblem(409, "conflict", "user_id");
        ask(ana, scene.assign(ana.userId().value(), Role.VIEWER)).expectProblem(409, "conflict", "user_id");
        ask(ana, scene.assign(bo.userId().value(), Role.USE_CASE_ADMIN)).expect(201);
        ask(bo, leave).expect(200);
        ask(bo, scene.delete("/roles?user_id=" + bo.userId())).expectProblem(409, "conflict", "user_id");
        world().asAdministrator(scene.delete("/roles?user_id=" + bo.userId())).expect(200);
    }

    @Test
    protected void createUsecase_whileARoleInAnEarlierOneIsLeft_isRefused() {
        PermissionFixture scene = new PermissionFixture(world());
        Caller caller = someone();
        scene.assign(caller.userId(), scene.scope(), Role.USE_CASE_ADMIN);
        world().usecases().delete(new UsecaseId(scene.usecase()));
        RestCall create = RestCall.json(
                "POST",
                RestHarness.USECASES,
                RestHarness.usecaseBody(scene.usecase(), world().accounts()).toString());
        world().asAdministrator(create).expectProblem(409, "conflict", "usecase_id");
        world().asAdministrator(scene.delete("")).expect(200);
        world().asAdministrator(create).expect(201);
        ask(caller, scene.get("")).expectProblem(403, "forbidden", "");
    }

    @Test
    protected void globalRoles_areForPortalAdminsAlone() {
        PermissionFixture scene = new PermissionFixture(world());
        Caller everywhere = someone();
        scene.assign(everywhere.userId(), RoleScope.GLOBAL, Role.USE_CASE_ADMIN);
        String roles = RestHarness.usecase("global") + "/roles";
        ObjectNode body = RestHarness.object().put("user_id", randomUser()).put("role", "Viewer");
        ask(everywhere, RestCall.of("GET", roles)).expectProblem(403, "forbidden", "");
        ask(everywhere, RestCall.json("POST", roles, body.toString())).expectProblem(403, "forbidden", "");
        world().asAdministrator(RestCall.json("POST", roles, body.toString())).expect(201);
    }

    @Test
    protected void wayIntoTheAccount_isChangedByPortalAdminsAlone() {
        PermissionFixture scene = new PermissionFixture(world());
        Caller admin = someone();
        scene.assign(admin.userId(), scene.scope(), Role.USE_CASE_ADMIN);
        ask(admin, scene.put("account_id", "999988887777")).expectProblem(403, "forbidden", "account_id");
        ask(admin, scene.put("external_id", "another")).expectProblem(403, "forbidden", "account_id");
        ObjectNode noRole = RestHarness.object().putNull("cross_account_role_arn");
        ask(admin, scene.json("PUT", "", noRole)).expectProblem(403, "forbidden", "account_id");
        ask(admin, scene.put("account_id", world().accounts().own().account().value()))
                .expect(200);
    }

    @Test
    protected void dataAccountOfOthers_isNotConfiguredWithoutTheirAdministrator() {
        PermissionFixture mine = new PermissionFixture(world());
        PermissionFixture others = new PermissionFixture(world());
        ObjectNode data = RestHarness.dataAccount("777766665555");
        world().allowDataAccount("777766665555");
        world().allowDataAccount("777766665556");
        world().asAdministrator(others.json("POST", "/data/configure", data)).expect(200);
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
