package io.dataaccount.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Contract of the REST calls for roles. */
abstract class RestRoleContract extends RestUsecaseContract {
    @Test
    protected void assignRole_isListed() {
        String usecase = newUsecase();
        String user = "auth0|" + UUID.randomUUID() + "@example.com";
        RecordedResponse response =
                post(roles(usecase), assignment(user, "DataScientist")).expect(201);
        assertThat(response.fields())
                .containsExactlyInAnyOrder("user_id", "usecase_id", "role", "assigned_by", "assigned_at", "created");
        assertThat(response.text("user_id")).isEqualTo(user);
        assertThat(response.text("usecase_id")).isEqualTo(usecase);
        assertThat(response.text("role")).isEqualTo("DataScientist");
        assertThat(response.json().get("created").asBoolean()).isTrue();
        assertThat(Instant.parse(response.text("assigned_at"))).isBetween(Instant.EPOCH, Instant.now());

        RecordedResponse list = get(roles(usecase)).expect(200);
        assertThat(list.text("usecase_id")).isEqualTo(usecase);
        assertThat(list.text("count")).isEqualTo("1");
        assertThat(list.texts("assignments", "user_id")).containsExactly(user);
        assertThat(list.texts("assignments", "role")).containsExactly("DataScientist");
    }

    @Test
    protected void assignRole_again_replacesIt() {
        String usecase = newUsecase();
        post(roles(usecase), assignment("ana", "Viewer")).expect(201);
        RecordedResponse response =
                post(roles(usecase), assignment("ana", "Operator")).expect(200);
        assertThat(response.json().get("created").asBoolean()).isFalse();
        assertThat(get(roles(usecase)).texts("assignments", "role")).containsExactly("Operator");
    }

    @Test
    protected void assignRole_twice_isDoneOnce() {
        String usecase = newUsecase();
        RecordedResponse first =
                post(roles(usecase), assignment("ana", "Viewer")).expect(201);
        RecordedResponse second =
                post(roles(usecase), assignment("ana", "Viewer")).expect(200);
        assertThat(second.text("assigned_at")).isEqualTo(first.text("assigned_at"));
    }

    @Test
    protected void revokeRole_removesIt() {
        String usecase = newUsecase();
        post(roles(usecase), assignment("auth0|a b", "Viewer")).expect(201);
        RestCall revoke = RestCall.of("DELETE", roles(usecase) + "?user_id=auth0%7Ca%20b");
        RecordedResponse response = sendAndCheck(revoke).expect(200);
        assertThat(response.text("user_id")).isEqualTo("auth0|a b");
        assertThat(response.text("role")).isEqualTo("Viewer");
        assertThat(get(roles(usecase)).text("count")).isEqualTo("0");
        sendAndCheck(revoke).expectProblem(404, "role_not_found", "user_id");
    }

    @Test
    protected void roleCalls_withBadInput_nameTheField() {
        String usecase = newUsecase();
        post(roles(usecase), assignment("ana", "Admin")).expectProblem(400, "invalid_input", "role");
        post(roles(usecase), assignment("ana", "viewer")).expectProblem(400, "invalid_input", "role");
        post(roles(usecase), assignment(" ana", "Viewer")).expectProblem(400, "invalid_input", "user_id");
        post(roles(usecase), object().put("role", "Viewer")).expectProblem(400, "invalid_input", "user_id");
        post(roles(usecase), assignment("ana", "Viewer").put("userId", "bo"))
                .expectProblem(400, "unknown_field", "userId");
        sendAndCheck(RestCall.of("DELETE", roles(usecase))).expectProblem(400, "invalid_input", "user_id");
        get(roles(usecase) + "?page_size=1").expectProblem(400, "unknown_field", "page_size");
    }

    @Test
    protected void assignRole_inNoUsecase_isNotFound() {
        post(roles("uc-" + UUID.randomUUID()), assignment("ana", "Viewer")).expectProblem(404, "usecase_not_found", "");
    }

    @Test
    protected void globalRoles_areSeparate() {
        String usecase = newUsecase();
        String user = "u-" + UUID.randomUUID();
        post(roles("global"), assignment(user, "Viewer")).expect(201);
        assertThat(get(roles("global")).expect(200).texts("assignments", "user_id"))
                .contains(user);
        assertThat(get(roles(usecase)).text("count")).isEqualTo("0");
        sendAndCheck(RestCall.of("DELETE", roles("global") + "?user_id=" + user))
                .expect(200);
    }

    @Test
    protected void usecase_isNeverCalledGlobal() {
        post(USECASES, usecaseBody().put("usecase_id", "global")).expectProblem(400, "invalid_input", "usecase_id");
        get(usecase("global")).expectProblem(400, "invalid_input", "usecase_id");
    }

    private static String roles(String usecase) {
        return usecase(usecase) + "/roles";
    }

    private static ObjectNode assignment(String user, String role) {
        return object().put("user_id", user).put("role", role);
    }
}
