package io.dataaccount.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dataaccount.core.error.AccessDeniedException;
import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.bucket.Bucket;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The result for each setting if the role lacks a permission, or if the server does not support the request. */
class RefusedSettingsTest {
    @RegisterExtension
    static final TestS3 S3 = new TestS3();

    private record Refusal(String name, int status) {}

    private static final Refusal DENIED = new Refusal("AccessDenied", 403);
    private static final List<Refusal> UNKNOWN_CALL = List.of(
            new Refusal("NotImplemented", 501),
            new Refusal("MethodNotAllowed", 405),
            new Refusal("InvalidArgument", 400),
            new Refusal("SomethingElse", 501));

    @TestFactory
    Stream<DynamicTest> apply_whereWritingIsDenied_namesTheAction() {
        return each("denied", row -> {
            S3.aws().failAlways(row.put(), DENIED.name(), DENIED.status());
            assertThat(denied(row)).isEqualTo(row.putAction());
        });
    }

    @TestFactory
    Stream<DynamicTest> apply_whereTheServerCannotWrite_isNotSupported() {
        return UNKNOWN_CALL.stream()
                .flatMap(refusal -> each(refusal.toString(), row -> {
                    S3.aws().failAlways(row.put(), refusal.name(), refusal.status());
                    assertThat(refusal(row).code()).isEqualTo(ErrorCode.NOT_SUPPORTED);
                }));
    }

    @TestFactory
    Stream<DynamicTest> apply_whereReadingIsDenied_writesUnlessOthersMayHaveAPart() {
        return each("denied", row -> {
            S3.aws().failAlways(row.get(), DENIED.name(), DENIED.status());
            if (row.shared()) {
                assertThat(denied(row)).isEqualTo(row.getAction());
                assertThat(S3.requests(row.put())).isEmpty();
            } else {
                assertThat(S3.store().apply(S3.session(), freshBucket(), row.setting()))
                        .isTrue();
                assertThat(S3.requests(row.put())).hasSize(1);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> apply_whereTheServerCannotRead_writesUnlessOthersMayHaveAPart() {
        return UNKNOWN_CALL.stream()
                .flatMap(refusal -> each(refusal.toString(), row -> {
                    S3.aws().failAlways(row.get(), refusal.name(), refusal.status());
                    if (row.shared()) {
                        assertThat(refusal(row).code()).isEqualTo(ErrorCode.NOT_SUPPORTED);
                    } else {
                        assertThat(S3.store().apply(S3.session(), freshBucket(), row.setting()))
                                .isTrue();
                    }
                }));
    }

    private static Stream<DynamicTest> each(String name, Consumer<SettingTable.Row> test) {
        return SettingTable.rows().stream()
                .map(row -> DynamicTest.dynamicTest(row + ": " + name, () -> {
                    S3.aws().stopFailing();
                    S3.forget();
                    test.accept(row);
                }));
    }

    private static Bucket freshBucket() {
        return S3.newBucket(TestS3.IRELAND);
    }

    private static String denied(SettingTable.Row row) {
        DataException refusal = refusal(row);
        assertThat(refusal).isInstanceOf(AccessDeniedException.class);
        AccessDeniedException denied = (AccessDeniedException) refusal;
        assertThat(denied.detail()).contains(denied.action(), S3.session().principal());
        return denied.action();
    }

    private static DataException refusal(SettingTable.Row row) {
        Bucket bucket = lackingBucket(row);
        DataException refusal =
                catchThrowableOfType(DataException.class, () -> S3.store().apply(S3.session(), bucket, row.setting()));
        assertThat(refusal).as("refused").isNotNull();
        return refusal;
    }

    /** A new bucket already has some of the settings, which are not written then. */
    private static Bucket lackingBucket(SettingTable.Row row) {
        Bucket bucket = freshBucket();
        String name = bucket.name().value();
        switch (row.operation()) {
            case "PublicAccessBlock" ->
                S3.at(bucket.region())
                        .deletePublicAccessBlock(request -> request.bucket(name).overrideConfiguration(S3.as()));
            case "BucketOwnershipControls" ->
                S3.at(bucket.region())
                        .deleteBucketOwnershipControls(
                                request -> request.bucket(name).overrideConfiguration(S3.as()));
            default -> S3.forget();
        }
        return bucket;
    }
}
