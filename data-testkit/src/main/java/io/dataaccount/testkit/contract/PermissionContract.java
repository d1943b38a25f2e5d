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
import java.util.ArrayList;
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
 * Contract of the permissions of an inbound adapter: each call for each role, assigned in the use case, in another use
 * case, or globally. An implementer sends requests through the adapter to the API of {@link #fixture}.
 */
public abstract class PermissionContract {
    /** The scope in which a caller has a role. */
    private enum Held {
        THIS_USECASE,
        OTHER_USECASE,
        GLOBAL
    }

    /** Sends a request to the adapter under test. The adapter treats this caller as authenticated. */
    protected abstract RecordedResponse send(Caller caller, RestCall call);

    /** Sends a request, and checks it and the response against the OpenAPI document. */
    private RecordedResponse sendAndCheck(Caller caller, RestCall call) {
        return OpenApiCheck.check(OpenApi.SERVED, call, send(caller, call));
    }

    /** The API that the adapter calls; the same object for the whole test. */
    protected abstract InMemoryFixture fixture();

    @Test
    protected void table_hasEveryRouteAndNoOther() {
        assertThat(PermissionTable.ROWS)
                .extracting(PermissionTable.Row::route)
                .as("the rows of PermissionTable and the routes of Operations")
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
                .map(row -> test(row, "no role", () -> call(row, null, Held.THIS_USECASE), row.minRole() == null));
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
        // PortalAdmin can only be a global role; stored in one use case it counts as UseCaseAdmin
        Role counted = role == Role.PORTAL_ADMIN && held != Held.GLOBAL ? Role.USE_CASE_ADMIN : role;
        boolean reaches = row.globalOnly() ? held == Held.GLOBAL : held != Held.OTHER_USECASE;
        return row.minRole() == null || (reaches && counted.compareTo(row.minRole()) >= 0);
    }

    private record AuditedResponse(RecordedResponse response, Optional<Result> result) {}

    private DynamicTest test(PermissionTable.Row row, String who, Supplier<AuditedResponse> call, boolean allowed) {
        return DynamicTest.dynamicTest(row.route() + " by " + who, () -> {
            AuditedResponse audited = call.get();
            if (allowed) {
                audited.response().expect(row.success());
            } else {
                assertThat(audited.response().status()).as(audited.toString()).isEqualTo(403);
                assertThat(audited.response().text("code")).isEqualTo("forbidden");
                assertThat(audited.result()).contains(Result.DENIED);
            }
        });
    }

    private AuditedResponse call(PermissionTable.Row row, @Nullable Role role, Held held) {
        PermissionFixture fixture = new PermissionFixture(fixture());
        Caller caller = newCaller();
        if (role != null) {
            RoleScope scope = switch (held) {
                case THIS_USECASE -> fixture.scope();
                case OTHER_USECASE -> new PermissionFixture(fixture()).scope();
                case GLOBAL -> RoleScope.GLOBAL;
            };
            fixture.assign(caller.userId(), scope, role);
        }
        return response(row, fixture, caller);
    }

    private AuditedResponse response(PermissionTable.Row row, PermissionFixture fixture, Caller caller) {
        RecordedResponse response = sendAndCheck(caller, row.call().apply(fixture));
        return new AuditedResponse(
                response,
                fixture().audit().events().stream()
                        .filter(event -> event.user().equals(caller.userId()))
                        .reduce((before, after) -> after)
                        .map(AuditEvent::result));
    }

    @Test
    protected void refusal_isTheSameWhetherTheUsecaseExistsOrNot() {
        PermissionFixture fixture = new PermissionFixture(fixture());
        Caller stranger = newCaller();
        String there = detail(sendAndCheck(stranger, fixture.get("")));
        String notThere = detail(sendAndCheck(stranger, RestCall.of("GET", RestHarness.usecase("uc-none"))));
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
        Caller caller = newCaller();
        assertThat(usecases(caller)).isEmpty();
        mine.assign(caller.userId(), mine.scope(), Role.VIEWER);
        assertThat(usecases(caller)).containsExactly(mine.usecase());
        mine.assign(caller.userId(), RoleScope.GLOBAL, Role.VIEWER);
        assertThat(usecases(caller)).contains(mine.usecase(), others.usecase());
    }

    @Test
    protected void listUsecases_ofAMember_isReadInPages() {
        Caller caller = newCaller();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            PermissionFixture mine = new PermissionFixture(fixture());
            mine.assign(caller.userId(), mine.scope(), Role.VIEWER);
            expected.add(mine.usecase());
        }
        fixture().usecases().delete(new UsecaseId(expected.remove(2))); // its role is left
        assertThat(usecases(caller)).containsExactlyInAnyOrderElementsOf(expected);
        List<String> found = new ArrayList<>();
        String token = "";
        do {
            RecordedResponse page = sendAndCheck(
                            caller, RestCall.of("GET", RestHarness.USECASES + "?page_size=2" + token))
                    .expect(200);
            found.addAll(page.texts("usecases", "usecase_id"));
            token = page.json().has("next_token") ? "&page_token=" + page.text("next_token") : "";
        } while (!token.isEmpty());
        assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    protected void listUsecases_marksPortalAdminsByAssignmentAndByClaim() {
        PermissionFixture fixture = new PermissionFixture(fixture());
        Caller assigned = newCaller();
        assertThat(isSuperUser(assigned)).isFalse();
        fixture.assign(assigned.userId(), RoleScope.GLOBAL, Role.PORTAL_ADMIN);
        assertThat(isSuperUser(assigned)).isTrue();
        assertThat(isSuperUser(new Caller(randomUser(), "root", true))).isTrue();
    }

    private List<String> usecases(Caller caller) {
        return sendAndCheck(caller, RestCall.of("GET", RestHarness.USECASES))
                .expect(200)
                .texts("usecases", "usecase_id");
    }

    private boolean isSuperUser(Caller caller) {
        return sendAndCheck(caller, RestCall.of("GET", RestHarness.USECASES))
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
                    Caller caller = newCaller();
                    fixture.assign(caller.userId(), fixture.scope(), role);
                    String secret = RestHarness.id(fixture().accounts().own()).value();
                    boolean shown = role.includes(Role.USE_CASE_ADMIN);
                    for (RestCall call : List.of(fixture.get(""), RestCall.of("GET", RestHarness.USECASES))) {
                        String response = new String(
                                sendAndCheck(caller, call).expect(200).body(), UTF_8);
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
        Caller scientist = newCaller();
        fixture.assign(scientist.userId(), fixture.scope(), Role.DATA_SCIENTIST);
        sendAndCheck(scientist, plain).expectProblem(409, "conflict", "enable_versioning");
        sendAndCheck(scientist, update).expectProblem(403, "forbidden", "update_existing");
        Caller admin = newCaller();
        fixture.assign(admin.userId(), fixture.scope(), Role.USE_CASE_ADMIN);
        sendAndCheck(admin, plain).expectProblem(409, "conflict", "enable_versioning");
        assertThat(sendAndCheck(admin, update).expect(200).text("versioning_enabled"))
                .isEqualTo("false");
        sendAndCheck(scientist, plain).expect(200);
    }

    @Test
    protected void revokedRole_hasNoEffect() {
        PermissionFixture fixture = new PermissionFixture(fixture());
        Caller caller = newCaller();
        fixture.assign(caller.userId(), fixture.scope(), Role.VIEWER);
        sendAndCheck(caller, fixture.get("")).expect(200);
        fixture()
                .asAdministrator(fixture.delete("/roles?user_id=" + caller.userId()))
                .expect(200);
        sendAndCheck(caller, fixture.get("")).expectProblem(403, "forbidden", "");
    }

    @Test
    protected void deletedUsecase_leavesNoRoleForALaterUsecaseWithItsId() {
        PermissionFixture fixture = new PermissionFixture(fixture());
        Caller caller = newCaller();
        fixture.assign(caller.userId(), fixture.scope(), Role.USE_CASE_ADMIN);
        fixture().asAdministrator(fixture.delete("")).expect(200);
        assertThat(fixture().roles().of(caller.userId()).byScope()).isEmpty();
    }

    @Test
    protected void assignRole_aboveOnesOwn_isRefused() {
        PermissionFixture fixture = new PermissionFixture(fixture());
        Caller admin = newCaller();
        fixture.assign(admin.userId(), fixture.scope(), Role.USE_CASE_ADMIN);
        sendAndCheck(admin, fixture.assign(randomUser(), Role.USE_CASE_ADMIN)).expect(201);
        sendAndCheck(admin, fixture.assign(randomUser(), Role.PORTAL_ADMIN))
                .expectProblem(400, "invalid_input", "role");
        sendAndCheck(admin, fixture.assign(admin.userId().value(), Role.PORTAL_ADMIN))
                .expectProblem(400, "invalid_input", "role");
    }

    @Test
    protected void portalAdmin_ofOneUsecase_isNotAssigned() {
        PermissionFixture fixture = new PermissionFixture(fixture());
        RecordedResponse response = fixture().asAdministrator(fixture.assign(randomUser(), Role.PORTAL_ADMIN));
        response.expectProblem(400, "invalid_input", "role");
    }

    /** Another program may have stored such an assignment. */
    @Test
    protected void storedPortalAdmin_ofOneUsecase_isOnlyItsUseCaseAdmin() {
        PermissionFixture fixture = new PermissionFixture(fixture());
        Caller half = newCaller();
        fixture.assign(half.userId(), fixture.scope(), Role.PORTAL_ADMIN);
        sendAndCheck(half, fixture.put("account_id", "999988887777")).expectProblem(403, "forbidden", "account_id");
        ObjectNode noRole = RestHarness.object().putNull("cross_account_role_arn");
        sendAndCheck(half, fixture.json("PUT", "", noRole)).expectProblem(403, "forbidden", "account_id");
        sendAndCheck(half, fixture.create()).expectProblem(403, "forbidden", "");
        sendAndCheck(half, fixture.delete("")).expectProblem(403, "forbidden", "");
        sendAndCheck(half, fixture.put("name", "Renamed")).expect(200);
    }

    @Test
    protected void lastUseCaseAdmin_isRemovedOnlyByAPortalAdmin() {
        PermissionFixture fixture = new PermissionFixture(fixture());
        Caller ana = newCaller();
        Caller bo = newCaller();
        fixture.assign(ana.userId(), fixture.scope(), Role.USE_CASE_ADMIN);
        RestCall leave = fixture.delete("/roles?user_id=" + ana.userId());
        sendAndCheck(ana, leave).expectProblem(409, "conflict", "user_id");
        sendAndCheck(ana, fixture.assign(ana.userId().value(), Role.VIEWER)).expectProblem(409, "conflict", "user_id");
        sendAndCheck(ana, fixture.assign(bo.userId().value(), Role.USE_CASE_ADMIN))
                .expect(201);
        sendAndCheck(bo, leave).expect(200);
        sendAndCheck(bo, fixture.delete("/roles?user_id=" + bo.userId())).expectProblem(409, "conflict", "user_id");
        fixture()
                .asAdministrator(fixture.delete("/roles?user_id=" + bo.userId()))
                .expect(200);
    }

    @Test
    protected void createUsecase_whileARoleInAnEarlierUsecaseRemains_isRefused() {
        PermissionFixture fixture = new PermissionFixture(fixture());
        Caller caller = newCaller();
        fixture.assign(caller.userId(), fixture.scope(), Role.USE_CASE_ADMIN);
        fixture().usecases().delete(new UsecaseId(fixture.usecase()));
        RestCall create = RestCall.json(
                "POST",
                RestHarness.USECASES,
                RestHarness.usecaseBody(fixture.usecase(), fixture().accounts()).toString());
        fixture().asAdministrator(create).expectProblem(409, "conflict", "usecase_id");
        fixture().asAdministrator(fixture.delete("")).expect(200);
        fixture().asAdministrator(create).expect(201);
        sendAndCheck(caller, fixture.get("")).expectProblem(403, "forbidden", "");
    }

    @Test
    protected void globalRoles_areOnlyForPortalAdmins() {
        PermissionFixture fixture = new PermissionFixture(fixture());
        Caller everywhere = newCaller();
        fixture.assign(everywhere.userId(), RoleScope.GLOBAL, Role.USE_CASE_ADMIN);
        String roles = RestHarness.usecase("global") + "/roles";
        ObjectNode body = RestHarness.object().put("user_id", randomUser()).put("role", "Viewer");
        sendAndCheck(everywhere, RestCall.of("GET", roles)).expectProblem(403, "forbidden", "");
        sendAndCheck(everywhere, RestCall.json("POST", roles, body.toString())).expectProblem(403, "forbidden", "");
        fixture().asAdministrator(RestCall.json("POST", roles, body.toString())).expect(201);
    }

    @Test
    protected void auditOfADeletedUsecase_isOnlyForPortalAdmins() {
        PermissionFixture fixture = new PermissionFixture(fixture());
        Caller admin = newCaller();
        fixture.assign(admin.userId(), fixture.scope(), Role.USE_CASE_ADMIN);
        sendAndCheck(admin, fixture.get("/audit")).expect(200);
        fixture().asAdministrator(fixture.delete("")).expect(200);
        sendAndCheck(admin, fixture.get("/audit")).expectProblem(403, "forbidden", "");
        fixture().asAdministrator(fixture.get("/audit")).expect(200);
    }

    @Test
    protected void auditOfTheGlobalScope_isOnlyForPortalAdmins() {
        PermissionFixture fixture = new PermissionFixture(fixture());
        Caller everywhere = newCaller();
        fixture.assign(everywhere.userId(), RoleScope.GLOBAL, Role.USE_CASE_ADMIN);
        RestCall audit = RestCall.of("GET", RestHarness.usecase("global") + "/audit");
        sendAndCheck(everywhere, fixture.get("/audit")).expect(200);
        sendAndCheck(everywhere, audit).expectProblem(403, "forbidden", "");
        fixture().asAdministrator(audit).expect(200);
    }

    @Test
    protected void accountSettings_areChangedOnlyByPortalAdmins() {
        PermissionFixture fixture = new PermissionFixture(fixture());
        Caller admin = newCaller();
        fixture.assign(admin.userId(), fixture.scope(), Role.USE_CASE_ADMIN);
        sendAndCheck(admin, fixture.put("account_id", "999988887777")).expectProblem(403, "forbidden", "account_id");
        sendAndCheck(admin, fixture.put("external_id", "another")).expectProblem(403, "forbidden", "account_id");
        ObjectNode noRole = RestHarness.object().putNull("cross_account_role_arn");
        sendAndCheck(admin, fixture.json("PUT", "", noRole)).expectProblem(403, "forbidden", "account_id");
        sendAndCheck(
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
        Caller admin = newCaller();
        mine.assign(admin.userId(), mine.scope(), Role.USE_CASE_ADMIN);
        sendAndCheck(admin, mine.json("POST", "/data/configure", data))
                .expectProblem(403, "forbidden", "data_account_id");
        sendAndCheck(admin, mine.json("POST", "/data/configure", RestHarness.dataAccount("777766665556")))
                .expect(200);
        others.assign(admin.userId(), others.scope(), Role.USE_CASE_ADMIN);
        sendAndCheck(admin, mine.json("POST", "/data/configure", data)).expect(200);
    }

    private static Caller newCaller() {
        return new Caller(randomUser(), "ana", false);
    }

    private static String randomUser() {
        return "u-" + UUID.randomUUID();
    }
}
