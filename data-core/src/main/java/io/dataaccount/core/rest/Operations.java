package io.dataaccount.core.rest;

import static io.dataaccount.core.rest.Operation.op;

import io.dataaccount.core.service.DataAccountService;
import java.util.List;

/** All operations of the contract, in the order of its table. */
final class Operations {
    private static final String USECASES = RestApi.BASE_PATH + "/usecases";
    private static final String USECASE = USECASES + "/{usecase_id}";
    private static final String ROLES = USECASE + "/roles";
    private static final String AUDIT = RestApi.BASE_PATH + "/audit";
    private static final String DATA = USECASE + "/data";

    private Operations() {}

    /** Whether the path begins like one of an operation. */
    static boolean mayHave(String path) {
        return path.equals(USECASES)
                || path.startsWith(USECASES + "/")
                || path.equals(AUDIT)
                || path.equals(OpenApiJson.PATH);
    }

    static List<Operation<?, ?>> of(DataAccountService service) {
        OpenApiJson openApi = new OpenApiJson();
        return List.of(
                op("POST", DATA + "/buckets", 200, BucketJson::create, service.createBucket()::run, BucketJson::created)
                        .withStatus(result -> result.created() ? 201 : 200),
                op("GET", DATA + "/buckets", 200, BucketJson::list, service.listBuckets()::run, BucketJson::listed),
                op("GET", DATA + "/folders", 200, FolderJson::list, service.listFolder()::run, FolderJson::listed),
                op(
                        "POST",
                        DATA + "/folders",
                        201,
                        FolderJson::create,
                        service.createFolder()::run,
                        FolderJson::created),
                op(
                        "POST",
                        DATA + "/upload-url",
                        200,
                        UploadJson::single,
                        service.createUploadUrl()::run,
                        UploadJson::granted),
                op(
                                "POST",
                                DATA + "/batch-upload-urls",
                                200,
                                BatchJson::batch,
                                service.createUploadUrls()::run,
                                BatchJson::granted)
                        .streaming(),
                op(
                        "POST",
                        DATA + "/multipart-upload-urls",
                        200,
                        MultipartJson::command,
                        service.createMultipartUploadUrls()::run,
                        MultipartJson::granted),
                op(
                        "POST",
                        DATA + "/configure",
                        200,
                        UsecaseJson::configure,
                        service.configureDataAccount()::run,
                        UsecaseJson::configured),
                op("GET", USECASES, 200, UsecaseJson::list, service.listUsecases()::run, UsecaseJson::listed),
                op("POST", USECASES, 201, UsecaseJson::create, service.createUsecase()::run, UsecaseJson::body),
                op("GET", USECASE, 200, UsecaseJson::id, service.getUsecase()::run, UsecaseJson::body),
                op("PUT", USECASE, 200, UsecaseJson::update, service.updateUsecase()::run, UsecaseJson::body),
                op(
                        "DELETE",
                        USECASE,
                        200,
                        UsecaseJson::id,
                        (caller, id) -> {
                            service.deleteUsecase().run(caller, id);
                            return id;
                        },
                        UsecaseJson::deleted),
                op(
                        "GET",
                        ROLES,
                        200,
                        RoleJson::list,
                        (caller, scope) ->
                                new RoleJson.Listing(scope, service.listRoles().run(caller, scope)),
                        RoleJson::listed),
                op("POST", ROLES, 200, RoleJson::assign, service.assignRole()::run, RoleJson::assigned)
                        .withStatus(result -> result.created() ? 201 : 200),
                op("DELETE", ROLES, 200, RoleJson::revoke, service.revokeRole()::run, RoleJson::revoked),
                op("GET", USECASE + "/audit", 200, AuditJson::list, service.listAuditEvents()::run, AuditJson::listed),
                op("GET", AUDIT, 200, AuditJson::listOfUser, service.listUserAuditEvents()::run, AuditJson::listed),
                op("GET", OpenApiJson.PATH, 200, OpenApiJson::input, openApi::document, document -> document)
                        .withoutAuthentication()
                        .asConstant());
    }
}
