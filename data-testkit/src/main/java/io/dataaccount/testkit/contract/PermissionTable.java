package io.dataaccount.testkit.contract;

import io.dataaccount.core.model.user.Role;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The role that each call requires, written from the contract and independent of the code. */
final class PermissionTable {
    /**
     * @param route as in {@link io.dataaccount.core.rest.RestApi#routes}
     * @param minRole the lowest role that may call; null if everybody may
     * @param globalOnly whether the role must be a global role
     * @param success the status of the response if the call is allowed
     * @param call a request that succeeds if it is allowed
     */
    record Row(
            String route,
            @Nullable Role minRole,
            boolean globalOnly,
            int success,
            Function<PermissionFixture, RestCall> call) {}

    private static final String USECASE = "/api/v1/usecases/{usecase_id}";

    static final List<Row> ROWS = List.of(
            row(
                    "POST",
                    "/data/buckets",
                    Role.DATA_SCIENTIST,
                    201,
                    fixture -> fixture.post("/data/buckets", "bucket_name", RestHarness.randomBucket())),
            row("GET", "/data/buckets", Role.VIEWER, 200, fixture -> fixture.get("/data/buckets")),
            row("GET", "/data/folders", Role.VIEWER, 200, fixture -> fixture.get("/data/folders")),
            row(
                    "POST",
                    "/data/folders",
                    Role.DATA_SCIENTIST,
                    201,
                    fixture -> fixture.post("/data/folders", "folder_path", "raw/")),
            row(
                    "POST",
                    "/data/upload-url",
                    Role.DATA_SCIENTIST,
                    200,
                    fixture -> fixture.post("/data/upload-url", "key", "a.jpg")),
            row("POST", "/data/batch-upload-urls", Role.DATA_SCIENTIST, 200, fixture -> fixture.batch("a.jpg")),
            row(
                    "POST",
                    "/data/multipart-upload-urls",
                    Role.DATA_SCIENTIST,
                    200,
                    fixture -> fixture.post("/data/multipart-upload-urls", "key", "a.jpg")),
            row(
                    "POST",
                    "/data/configure",
                    Role.USE_CASE_ADMIN,
                    200,
                    fixture -> fixture.post("/data/configure", "data_s3_prefix", "other/")),
            new Row("GET /api/v1/usecases", null, false, 200, fixture -> RestCall.of("GET", RestHarness.USECASES)),
            new Row("POST /api/v1/usecases", Role.PORTAL_ADMIN, true, 201, PermissionFixture::create),
            row("GET", "", Role.VIEWER, 200, fixture -> fixture.get("")),
            row("PUT", "", Role.USE_CASE_ADMIN, 200, fixture -> fixture.put("name", "Renamed")),
            row("DELETE", "", Role.PORTAL_ADMIN, 200, fixture -> fixture.delete("")),
            row("GET", "/roles", Role.USE_CASE_ADMIN, 200, fixture -> fixture.get("/roles")),
            row("POST", "/roles", Role.USE_CASE_ADMIN, 201, fixture -> fixture.assign("somebody-new", Role.VIEWER)),
            row("DELETE", "/roles", Role.USE_CASE_ADMIN, 200, fixture -> fixture.delete("/roles?user_id=a-viewer")),
            row("GET", "/audit", Role.USE_CASE_ADMIN, 200, fixture -> fixture.get("/audit")),
            new Row(
                    "GET " + RestHarness.AUDIT,
                    Role.PORTAL_ADMIN,
                    true,
                    200,
                    fixture -> RestCall.of("GET", RestHarness.AUDIT + "?actor=ana")),
            new Row(
                    "GET " + RestHarness.OPEN_API,
                    null,
                    false,
                    200,
                    fixture -> RestCall.of("GET", RestHarness.OPEN_API)));

    private PermissionTable() {}

    private static Row row(
            String method, String path, Role minRole, int success, Function<PermissionFixture, RestCall> call) {
        return new Row(method + " " + USECASE + path, minRole, false, success, call);
    }
}
