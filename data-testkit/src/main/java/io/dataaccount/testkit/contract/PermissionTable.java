package io.dataaccount.testkit.contract;

import io.dataaccount.core.model.user.Role;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which role each call needs, written down from the contract and not taken from the code. */
final class PermissionTable {
    /**
     * @param route as {@link io.dataaccount.core.rest.RestApi#routes} has it
     * @param least the least role that may call, or null where everyone may
     * @param everywhere whether the role must be one that counts everywhere
     * @param call a call that succeeds if it is allowed
     */
    record Row(
            String route,
            @Nullable Role least,
            boolean everywhere,
            int success,
            Function<PermissionFixture, RestCall> call) {}

    private static final String USECASE = "/api/v1/usecases/{usecase_id}";

    static final List<Row> ROWS = List.of(
            row(
                    "POST",
                    "/data/buckets",
                    Role.DATA_SCIENTIST,
                    201,
                    scene -> scene.post("/data/buckets", "bucket_name", RestHarness.randomBucket())),
            row("GET", "/data/buckets", Role.VIEWER, 200, scene -> scene.get("/data/buckets")),
            row("GET", "/data/folders", Role.VIEWER, 200, scene -> scene.get("/data/folders")),
            row(
                    "POST",
                    "/data/folders",
                    Role.DATA_SCIENTIST,
                    201,
                    scene -> scene.post("/data/folders", "folder_path", "raw/")),
            row(
                    "POST",
                    "/data/upload-url",
                    Role.DATA_SCIENTIST,
                    200,
                    scene -> scene.post("/data/upload-url", "key", "a.jpg")),
            row("POST", "/data/batch-upload-urls", Role.DATA_SCIENTIST, 200, scene -> scene.batch("a.jpg")),
            row(
                    "POST",
                    "/data/multipart-upload-urls",
                    Role.DATA_SCIENTIST,
                    200,
                    scene -> scene.post("/data/multipart-upload-urls", "key", "a.jpg")),
            row(
                    "POST",
                    "/data/configure",
                    Role.USE_CASE_ADMIN,
                    200,
                    scene -> scene.post("/data/configure", "data_s3_prefix", "other/")),
            new Row("GET /api/v1/usecases", null, false, 200, scene -> RestCall.of("GET", RestHarness.USECASES)),
            new Row("POST /api/v1/usecases", Role.PORTAL_ADMIN, true, 201, PermissionFixture::create),
            row("GET", "", Role.VIEWER, 200, scene -> scene.get("")),
            row("PUT", "", Role.USE_CASE_ADMIN, 200, scene -> scene.put("name", "Renamed")),
            row("DELETE", "", Role.PORTAL_ADMIN, 200, scene -> scene.delete("")),
            row("GET", "/roles", Role.USE_CASE_ADMIN, 200, scene -> scene.get("/roles")),
            row("POST", "/roles", Role.USE_CASE_ADMIN, 201, scene -> scene.assign("somebody-new", Role.VIEWER)),
            row("DELETE", "/roles", Role.USE_CASE_ADMIN, 200, scene -> scene.delete("/roles?user_id=a-viewer")),
            new Row(
                    "GET " + RestHarness.OPEN_API,
                    null,
                    false,
                    200,
                    scene -> RestCall.of("GET", RestHarness.OPEN_API)));

    private PermissionTable() {}

    private static Row row(
            String method, String path, Role least, int success, Function<PermissionFixture, RestCall> call) {
        return new Row(method + " " + USECASE + path, least, false, success, call);
    }
}
