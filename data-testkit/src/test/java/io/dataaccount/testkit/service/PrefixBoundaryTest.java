package io.dataaccount.testkit.service;

import static io.dataaccount.testkit.service.ServiceFixture.ADMIN;
import static io.dataaccount.testkit.service.ServiceFixture.BUCKET;
import static io.dataaccount.testkit.service.ServiceFixture.OTHER_BUCKET;
import static io.dataaccount.testkit.service.ServiceFixture.USECASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.object.ContentType;
import io.dataaccount.core.model.object.ObjectKey;
import io.dataaccount.core.model.object.Prefix;
import io.dataaccount.core.model.page.PageRequest;
import io.dataaccount.core.model.page.PageSize;
import io.dataaccount.core.model.upload.Upload;
import io.dataaccount.core.model.upload.UploadConditions;
import io.dataaccount.core.model.upload.UrlLifetime;
import io.dataaccount.core.port.SessionScope;
import io.dataaccount.core.service.CreateFolder;
import io.dataaccount.core.service.CreateMultipartUploadUrls;
import io.dataaccount.core.service.CreateUploadUrl;
import io.dataaccount.core.service.CreateUploadUrls;
import io.dataaccount.core.service.DeploymentSettings;
import io.dataaccount.core.service.ListFolder;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PrefixBoundaryTest {
    private static final Prefix TEAM = new Prefix("team-a/");
    private static final DeploymentSettings SETTINGS = DeploymentSettings.forOrigins(List.of());

    private final ServiceFixture open = new ServiceFixture(SETTINGS, TEAM);
    private final ServiceFixture enforced = new ServiceFixture(SETTINGS.enforcingPrefix(), TEAM);

    @Test
    void upload_underThePrefix_isScopedToThePrefix() {
        grant(enforced, null, "team-a/x.jpg");
        grant(enforced, BUCKET, "team-a/b/x.jpg");
        assertThat(lastScope(enforced)).isEqualTo(new SessionScope(BUCKET, TEAM));
    }

    @Test
    void upload_outsideThePrefix_isRefused() {
        for (String key : List.of("x.jpg", "team-ab/x.jpg", "team-a", "Team-a/x.jpg", "other/team-a/x.jpg")) {
            assertForbidden("key", () -> grant(enforced, null, key));
        }
        assertThat(enforced.accesses()).hasSize(2); // from the creation of the two buckets
    }

    @Test
    void upload_intoAnotherBucket_isRefused() {
        assertForbidden("bucket", () -> grant(enforced, OTHER_BUCKET, "team-a/x.jpg"));
    }

    @Test
    void batch_outsideThePrefix_isRefused() {
        batch(enforced, null);
        batch(enforced, new Prefix("team-a/run1"));
        assertForbidden("prefix", () -> batch(enforced, Prefix.ROOT));
        assertForbidden("prefix", () -> batch(enforced, new Prefix("team-ab")));
    }

    @Test
    void multipart_outsideThePrefix_isRefused() {
        multipart(enforced, "team-a/x.mp4");
        assertThat(lastScope(enforced)).isEqualTo(new SessionScope(BUCKET, TEAM));
        assertForbidden("key", () -> multipart(enforced, "team-ab/x.mp4"));
    }

    @Test
    void folder_outsideThePrefix_isRefused() {
        folder(enforced, "team-a/raw/");
        assertForbidden("folder_path", () -> folder(enforced, "raw/"));
    }

    @Test
    void listing_outsideThePrefix_isRefused() {
        assertThat(list(enforced, null).prefix()).isEqualTo(TEAM);
        list(enforced, new Prefix("team-a/raw"));
        assertForbidden("prefix", () -> list(enforced, Prefix.ROOT));
        assertForbidden("prefix", () -> list(enforced, new Prefix("team")));
        list(enforced, new Prefix("team-a/../team-b")); // for S3 this is a folder below team-a/
        for (String beyond : List.of("/", "./team-a", "team-b/../team-a", "/team-a", "..")) {
            assertForbidden("prefix", () -> list(enforced, new Prefix(beyond)));
        }
    }

    /** Prefixes of other programs. S3 takes them literally, so they begin with the boundary or they are outside it. */
    @Test
    void listing_ofAPrefixThatCannotBeWritten_neverLeavesThePrefix() {
        for (String inside : List.of("team-a//", "team-a/./", "team-a/../", "team-a/../../team-b/", "team-a//../")) {
            assertThat(list(enforced, new Prefix(inside)).prefix()).hasToString(inside);
            assertThat(lastScope(enforced)).isEqualTo(new SessionScope(BUCKET, TEAM));
        }
        for (String beyond : List.of(
                "//", "./", "../team-a/", "//team-a/", "team-b/../team-a/", ".team-a/", "team-a../", "team-a\\/")) {
            assertForbidden("prefix", () -> list(enforced, new Prefix(beyond)));
        }
    }

    @Test
    void everything_withoutEnforcement_isAllowed() {
        grant(open, null, "x.jpg");
        grant(open, OTHER_BUCKET, "x.jpg");
        assertThat(lastScope(open)).isEqualTo(SessionScope.of(OTHER_BUCKET));
        list(open, Prefix.ROOT);
    }

    @Test
    void usecase_withoutPrefix_hasNoBoundary() {
        ServiceFixture free = new ServiceFixture(SETTINGS.enforcingPrefix(), null);
        grant(free, OTHER_BUCKET, "x.jpg");
        list(free, Prefix.ROOT);
    }

    private static void assertForbidden(String field, Runnable call) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(DataException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.FORBIDDEN);
            assertThat(e.field()).contains(field);
            assertThat(e.detail()).contains("outside the prefix boundary");
        });
    }

    private static SessionScope lastScope(ServiceFixture fixture) {
        return fixture.accesses().get(fixture.accesses().size() - 1).scope();
    }

    private static void grant(ServiceFixture fixture, @Nullable BucketName bucket, String key) {
        Upload upload = new Upload(new ObjectKey(key), ContentType.OCTET_STREAM, UploadConditions.NONE);
        fixture.service
                .createUploadUrl()
                .run(ADMIN, new CreateUploadUrl.Command(USECASE, bucket, upload, new UrlLifetime(60)));
    }

    private static void multipart(ServiceFixture fixture, String key) {
        CreateMultipartUploadUrls.Step step = new CreateMultipartUploadUrls.Initiate(ContentType.OCTET_STREAM);
        fixture.service
                .createMultipartUploadUrls()
                .run(
                        ADMIN,
                        new CreateMultipartUploadUrls.Command(
                                USECASE, null, new ObjectKey(key), step, new UrlLifetime(60)));
    }

    private static void batch(ServiceFixture fixture, @Nullable Prefix prefix) {
        CreateUploadUrls.RequestedFile file =
                new CreateUploadUrls.RequestedFile("x.jpg", ContentType.OCTET_STREAM, UploadConditions.NONE);
        fixture.service
                .createUploadUrls()
                .run(ADMIN, new CreateUploadUrls.Command(USECASE, null, prefix, List.of(file), new UrlLifetime(60)));
    }

    private static void folder(ServiceFixture fixture, String folder) {
        fixture.service.createFolder().run(ADMIN, new CreateFolder.Command(USECASE, null, new Prefix(folder)));
    }

    private static ListFolder.Result list(ServiceFixture fixture, @Nullable Prefix prefix) {
        return fixture.service
                .listFolder()
                .run(ADMIN, new ListFolder.Command(USECASE, null, prefix, PageRequest.first(new PageSize(10))));
    }
}
