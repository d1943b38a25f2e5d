package io.dataaccount.testkit.service;

import static io.dataaccount.testkit.service.ServiceFixture.ADMIN;
import static io.dataaccount.testkit.service.ServiceFixture.ANA;
import static io.dataaccount.testkit.service.ServiceFixture.BUCKET;
import static io.dataaccount.testkit.service.ServiceFixture.NOON;
import static io.dataaccount.testkit.service.ServiceFixture.USECASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.AccountRole;
import io.dataaccount.core.model.audit.AuditEvent;
import io.dataaccount.core.model.audit.AuditEvent.Result;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.object.ContentType;
import io.dataaccount.core.model.object.ObjectKey;
import io.dataaccount.core.model.object.Prefix;
import io.dataaccount.core.model.page.PageRequest;
import io.dataaccount.core.model.page.PageSize;
import io.dataaccount.core.model.upload.PartNumber;
import io.dataaccount.core.model.upload.Upload;
import io.dataaccount.core.model.upload.UploadConditions;
import io.dataaccount.core.model.upload.UploadId;
import io.dataaccount.core.model.upload.UrlLifetime;
import io.dataaccount.core.model.usecase.DataAccount;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.model.user.Role;
import io.dataaccount.core.model.user.RoleScope;
import io.dataaccount.core.model.user.UserId;
import io.dataaccount.core.service.AssignRole;
import io.dataaccount.core.service.CreateFolder;
import io.dataaccount.core.service.CreateMultipartUploadUrls;
import io.dataaccount.core.service.CreateUploadUrl;
import io.dataaccount.core.service.CreateUploadUrls;
import io.dataaccount.core.service.CreateUsecase;
import io.dataaccount.core.service.DataAccountChange;
import io.dataaccount.core.service.DeploymentSettings;
import io.dataaccount.core.service.FieldUpdate;
import io.dataaccount.core.service.ListFolder;
import io.dataaccount.core.service.UpdateUsecase;
import io.dataaccount.core.service.UsecaseChange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AuditTest {
    private static final DeploymentSettings SETTINGS = DeploymentSettings.forOrigins(List.of());

    private final ServiceFixture fixture = ServiceFixture.of(SETTINGS);

    @Test
    void createBucket_isWritten() {
        AuditEvent event = events(fixture).get(0);
        assertThat(event.user()).isEqualTo(ADMIN.userId());
        assertThat(event.at()).isEqualTo(NOON);
        assertThat(event.action()).isEqualTo("create_bucket");
        assertThat(event.resourceType()).isEqualTo("bucket");
        assertThat(event.resourceId()).isEqualTo(BUCKET.value());
        assertThat(event.scope()).isEqualTo(RoleScope.of(USECASE));
        assertThat(event.result()).isEqualTo(Result.SUCCESS);
        assertThat(event.details()).containsEntry("region", "us-east-1").containsEntry("created", true);
    }

    @Test
    void createUploadUrl_isWrittenWithoutTheUrl() {
        String url = fixture.service
                .createUploadUrl()
                .run(ADMIN.withRequestId("request-1"), upload("raw/a.jpg"))
                .upload()
                .url();
        AuditEvent event = last(fixture);
        assertThat(event.action()).isEqualTo("grant_upload");
        assertThat(event.resourceId()).isEqualTo("raw/a.jpg");
        assertThat(event.details())
                .containsEntry("bucket", BUCKET.value())
                .containsEntry("expires_in", 60L)
                .containsEntry("request_id", "request-1");
        assertThat(event.toString()).doesNotContain(url).doesNotContain("X-Amz-Signature");
    }

    @Test
    void createUploadUrls_isWrittenWithCountsAndPrefix() {
        List<CreateUploadUrls.RequestedEntry> files = IntStream.range(0, 3)
                .mapToObj(i -> (CreateUploadUrls.RequestedEntry)
                        new CreateUploadUrls.RequestedFile("f" + i, ContentType.OCTET_STREAM, UploadConditions.NONE))
                .toList();
        fixture.service
                .createUploadUrls()
                .run(ADMIN, new CreateUploadUrls.Command(USECASE, null, new Prefix("raw"), files, new UrlLifetime(60)));
        AuditEvent event = last(fixture);
        assertThat(event.resourceType()).isEqualTo("folder");
        assertThat(event.resourceId()).isEqualTo("raw/");
        assertThat(event.details()).containsEntry("files", 3).containsEntry("granted", 3);
    }

    @Test
    void createMultipartUploadUrls_isWrittenWithKeyAndParts() {
        CreateMultipartUploadUrls.Step step = new CreateMultipartUploadUrls.Resume(
                new UploadId("the-upload"), List.of(new PartNumber(1), new PartNumber(2)), true);
        fixture.service
                .createMultipartUploadUrls()
                .run(
                        ADMIN,
                        new CreateMultipartUploadUrls.Command(
                                USECASE, null, new ObjectKey("raw/a.mp4"), step, new UrlLifetime(60)));
        AuditEvent event = last(fixture);
        assertThat(event.action()).isEqualTo("grant_multipart_upload");
        assertThat(event.resourceType()).isEqualTo("object");
        assertThat(event.resourceId()).isEqualTo("raw/a.mp4");
        assertThat(event.details()).containsEntry("bucket", BUCKET.value()).containsEntry("parts", 2);
        assertThat(event.toString()).doesNotContain("X-Amz-Signature");
    }

    @Test
    void refusedRead_isWritten() {
        assertRefused(ErrorCode.FORBIDDEN, () -> fixture.service.listFolder().run(ANA, list()));
        AuditEvent event = last(fixture);
        assertThat(event.action()).isEqualTo("list_folder");
        assertThat(event.user()).isEqualTo(ANA.userId());
        assertThat(event.result()).isEqualTo(Result.DENIED);
        assertThat(event.details()).containsEntry("code", "forbidden");
    }

    @Test
    void callWithoutARole_isWrittenWithoutItsContent() {
        assertRefused(
                ErrorCode.FORBIDDEN,
                () -> fixture.service
                        .createUploadUrl()
                        .run(ANA.withRequestId("request-1"), upload("hostile\u202e.jpg")));
        AuditEvent event = last(fixture);
        assertThat(event.action()).isEqualTo("grant_upload");
        assertThat(event.resourceType()).isEqualTo("usecase");
        assertThat(event.resourceId()).isEqualTo(USECASE.value());
        assertThat(event.details()).isEqualTo(Map.of("request_id", "request-1", "code", "forbidden"));
    }

    @Test
    void idInACreationWithoutARole_isNotWritten() {
        AccountRole accountRole = new AccountRole(new AccountId("111122223333"), null, null);
        assertRefused(
                ErrorCode.FORBIDDEN,
                () -> fixture.service
                        .createUsecase()
                        .run(
                                ANA,
                                new CreateUsecase.Command(
                                        new UsecaseId("made-up"),
                                        "Vision",
                                        accountRole,
                                        null,
                                        null,
                                        DataAccount.UNSET,
                                        Map.of())));
        AuditEvent event = last(fixture);
        assertThat(event.scope()).isEqualTo(RoleScope.GLOBAL);
        assertThat(event.toString()).contains("create_usecase").doesNotContain("made-up");
    }

    /** If the audit log fails, the event is written to the log of the operator. */
    @Test
    void eventThatCannotBeWritten_cannotForgeALine() {
        List<LogRecord> records = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                records.add(line);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger("io.dataaccount.core.service.AuditTrail");
        logger.addHandler(handler);
        try {
            fixture.audit.setFailing(true);
            fixture.service.createUploadUrl().run(ADMIN, upload("x\" status=\"200\u202e.jpg"));
        } finally {
            logger.removeHandler(handler);
        }
        assertThat(records)
                .singleElement()
                .extracting(LogRecord::getMessage)
                .asString()
                .contains("resourceId=x\\u0022 status=\\u0022200\\u202e.jpg")
                .doesNotContain("\"", "\u202e");
    }

    @Test
    void changeOfManyAttributes_isWrittenWithSomeNamesAndTheNumberOfOthers() {
        Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
        IntStream.range(0, 100).forEach(i -> attributes.put(String.format("attribute-%0100d", i), i));
        UsecaseChange change = new UsecaseChange(
                FieldUpdate.to("New name"),
                FieldUpdate.none(),
                FieldUpdate.none(),
                FieldUpdate.none(),
                FieldUpdate.none(),
                FieldUpdate.none(),
                new DataAccountChange(
                        FieldUpdate.none(),
                        FieldUpdate.none(),
                        FieldUpdate.none(),
                        FieldUpdate.none(),
                        FieldUpdate.none()),
                attributes);
        fixture.service.updateUsecase().run(ADMIN, new UpdateUsecase.Command(USECASE, change, null));
        AuditEvent event = last(fixture);
        assertThat(event.result()).isEqualTo(Result.SUCCESS);
        String fields = String.valueOf(event.details().get("fields"));
        int shown = fields.split(", ").length;
        assertThat(fields).startsWith("name, attribute-000");
        assertThat(event.details()).containsEntry("fields_left_out", 101 - shown);
    }

    @Test
    void allowedRead_isNotWritten() {
        int before = events(fixture).size();
        fixture.service.listFolder().run(ADMIN, list());
        assertThat(events(fixture)).hasSize(before);
    }

    @Test
    void failure_isWrittenWithItsCode() {
        CreateFolder.Command nowhere =
                new CreateFolder.Command(USECASE, new BucketName("no-such-bucket"), new Prefix("raw"));
        assertRefused(
                ErrorCode.BUCKET_NOT_FOUND, () -> fixture.service.createFolder().run(ADMIN, nowhere));
        assertThat(last(fixture).result()).isEqualTo(Result.FAILURE);
        assertThat(last(fixture).details()).containsEntry("code", "bucket_not_found");
    }

    @Test
    void assignRole_isWrittenWithTheRoleBefore() {
        fixture.assign(ANA, Role.VIEWER);
        fixture.service
                .assignRole()
                .run(ADMIN, new AssignRole.Command(RoleScope.of(USECASE), ANA.userId(), Role.OPERATOR));
        assertThat(last(fixture).resourceType()).isEqualTo("user");
        assertThat(last(fixture).resourceId()).isEqualTo("ana");
        assertThat(last(fixture).details()).containsEntry("role", "Operator").containsEntry("role_before", "Viewer");
    }

    @Test
    void events_haveUniqueIds() {
        fixture.service.createUploadUrl().run(ADMIN, upload("a"));
        fixture.service.createUploadUrl().run(ADMIN, upload("a"));
        assertThat(events(fixture)).extracting(AuditEvent::id).doesNotHaveDuplicates();
    }

    @Test
    void outage_whereTheLogIsNotRequired_stopsNoCall() {
        fixture.audit.setFailing(true);
        assertThat(fixture.service
                        .createUploadUrl()
                        .run(ADMIN, upload("a"))
                        .upload()
                        .url())
                .isNotBlank();
    }

    @Test
    void outage_whereTheLogIsRequired_stopsTheCallBeforeAnyEffect() {
        ServiceFixture strict = ServiceFixture.of(SETTINGS.requiringAudit());
        int accesses = strict.accesses().size();
        strict.audit.setFailing(true);
        UserId bo = new UserId("bo");
        assertRefused(
                ErrorCode.UNAVAILABLE, () -> strict.service.createUploadUrl().run(ADMIN, upload("a")));
        assertRefused(
                ErrorCode.UNAVAILABLE,
                () -> strict.service
                        .assignRole()
                        .run(ADMIN, new AssignRole.Command(RoleScope.of(USECASE), bo, Role.VIEWER)));
        assertThat(strict.accesses()).hasSize(accesses);
        assertThat(strict.roles.of(bo).byScope()).isEmpty();
        strict.service.listFolder().run(ADMIN, list());
    }

    @Test
    void requiredLog_hasTheCallBeforeAndAfter() {
        ServiceFixture strict = ServiceFixture.of(SETTINGS.requiringAudit());
        strict.service.createUploadUrl().run(ADMIN, upload("a"));
        List<AuditEvent> events = events(strict);
        AuditEvent begun = events.get(events.size() - 2);
        AuditEvent ended = events.get(events.size() - 1);
        assertThat(begun.result()).isEqualTo(Result.STARTED);
        assertThat(ended.result()).isEqualTo(Result.SUCCESS);
        assertThat(begun.id()).isEqualTo(ended.id());
        assertThat(begun.at()).isEqualTo(ended.at());
    }

    private static void assertRefused(ErrorCode code, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        DataException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private static CreateUploadUrl.Command upload(String key) {
        Upload upload = new Upload(new ObjectKey(key), ContentType.OCTET_STREAM, UploadConditions.NONE);
        return new CreateUploadUrl.Command(USECASE, null, upload, new UrlLifetime(60));
    }

    private static ListFolder.Command list() {
        return new ListFolder.Command(USECASE, null, null, PageRequest.first(new PageSize(10)));
    }

    private static List<AuditEvent> events(ServiceFixture fixture) {
        return fixture.audit.events();
    }

    private static AuditEvent last(ServiceFixture fixture) {
        return events(fixture).get(events(fixture).size() - 1);
    }
}
