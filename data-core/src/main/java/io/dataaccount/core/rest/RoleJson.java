package io.dataaccount.core.rest;

import io.dataaccount.core.model.user.Role;
import io.dataaccount.core.model.user.RoleAssignment;
import io.dataaccount.core.model.user.RoleScope;
import io.dataaccount.core.model.user.UserId;
import io.dataaccount.core.service.AssignRole;
import io.dataaccount.core.service.RevokeRole;
import java.util.List;
import java.util.Map;

/** The JSON of the role calls. User ids may contain any printable character, so they are never part of the path. */
final class RoleJson {
    private RoleJson() {}

    static RoleScope list(RequestReader input) {
        input.query();
        return input.scope();
    }

    static Map<String, Object> listed(Listing listing) {
        return new JsonObjectBuilder()
                .putText("usecase_id", listing.scope())
                .put(
                        "assignments",
                        listing.assignments().stream().map(RoleJson::body).toList())
                .put("count", listing.assignments().size())
                .done();
    }

    static AssignRole.Command assign(RequestReader input) {
        RequestFields body = input.body("user_id", "role");
        return new AssignRole.Command(
                input.scope(), body.required("user_id", UserId::new), body.required("role", Role::of));
    }

    static Map<String, Object> assigned(AssignRole.Result result) {
        Map<String, Object> body = body(result.assignment());
        body.put("created", result.created());
        return body;
    }

    static RevokeRole.Command revoke(RequestReader input) {
        RequestFields query = input.query("user_id");
        return new RevokeRole.Command(input.scope(), query.required("user_id", UserId::new));
    }

    static Map<String, Object> revoked(RoleAssignment assignment) {
        return new JsonObjectBuilder()
                .put("message", "The role is revoked and no longer applies from the next call on.")
                .putText("user_id", assignment.user())
                .putText("usecase_id", assignment.scope())
                .putText("role", assignment.role())
                .done();
    }

    private static Map<String, Object> body(RoleAssignment assignment) {
        return new JsonObjectBuilder()
                .putText("user_id", assignment.user())
                .putText("usecase_id", assignment.scope())
                .putText("role", assignment.role())
                .putText("assigned_by", assignment.assignedBy())
                .putText("assigned_at", assignment.assignedAt())
                .done();
    }

    record Listing(RoleScope scope, List<RoleAssignment> assignments) {}
}
