package io.dataaccount.testkit.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.model.user.Role;
import io.dataaccount.core.model.user.RoleAssignment;
import io.dataaccount.core.model.user.RoleScope;
import io.dataaccount.core.model.user.UserId;
import io.dataaccount.core.port.RoleAssignments;
import java.util.UUID;

/** A new use case with a data bucket and a viewer, and requests for it. */
final class PermissionFixture {
    private final InMemoryFixture fixture;
    private final String usecase;

    PermissionFixture(InMemoryFixture fixture) {
        this.fixture = fixture;
        this.usecase = "uc-" + UUID.randomUUID();
        fixture.asAdministrator(create(usecase)).expect(201);
        String bucket = RestHarness.randomBucket();
        fixture.asAdministrator(post("/data/buckets", "bucket_name", bucket)).expect(201);
        fixture.asAdministrator(post("/data/configure", "data_s3_bucket", bucket))
                .expect(200);
        assign(new UserId("a-viewer"), scope(), Role.VIEWER);
    }

    String usecase() {
        return usecase;
    }

    RoleScope scope() {
        return RoleScope.of(new UsecaseId(usecase));
    }

    void assign(UserId user, RoleScope scope, Role role) {
        RoleAssignments roles = fixture.roles();
        roles.create(new RoleAssignment(user, scope, role, null, null));
    }

    RestCall get(String path) {
        return RestCall.of("GET", RestHarness.usecase(usecase) + path);
    }

    RestCall delete(String path) {
        return RestCall.of("DELETE", RestHarness.usecase(usecase) + path);
    }

    RestCall post(String path, String field, String value) {
        return json("POST", path, RestHarness.object().put(field, value));
    }

    RestCall put(String field, String value) {
        return json("PUT", "", RestHarness.object().put(field, value));
    }

    RestCall batch(String filename) {
        ObjectNode body = RestHarness.object();
        body.putArray("files").addObject().put("filename", filename);
        return json("POST", "/data/batch-upload-urls", body);
    }

    RestCall assign(String user, Role role) {
        return json("POST", "/roles", RestHarness.object().put("user_id", user).put("role", role.id()));
    }

    /** A request that creates another use case. */
    RestCall create() {
        return create("uc-" + UUID.randomUUID());
    }

    private RestCall create(String id) {
        return RestCall.json(
                "POST",
                RestHarness.USECASES,
                RestHarness.usecaseBody(id, fixture.accounts()).toString());
    }

    RestCall json(String method, String path, ObjectNode body) {
        return RestCall.json(method, RestHarness.usecase(usecase) + path, body.toString());
    }
}
