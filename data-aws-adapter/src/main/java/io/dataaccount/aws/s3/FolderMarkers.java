package io.dataaccount.aws.s3;

import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.object.Prefix;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;

/** The zero-byte objects that stand for folders, as the S3 console makes them. */
final class FolderMarkers {
    private static final String ACTION = "s3:PutObject";
    private static final int PRECONDITION_FAILED = 412;

    private final S3Calls calls;

    FolderMarkers(S3Calls calls) {
        this.calls = calls;
    }

    /** Whether the marker is new; of two callers at once, one is told so. */
    boolean create(AccountSession session, Bucket bucket, Prefix folder) {
        try {
            put(session, bucket, folder, "*");
            return true;
        } catch (AwsServiceException e) {
            if (e.statusCode() == PRECONDITION_FAILED) {
                return false;
            }
            if (e.statusCode() == 501) {
                return createWithoutCondition(session, bucket, folder);
            }
            throw S3Errors.translate(e, session, ACTION, S3Calls.resource(bucket));
        } catch (SdkException e) {
            throw S3Errors.translate(e, session, ACTION, S3Calls.resource(bucket));
        }
    }

    /** For servers that know no conditional writes. */
    private boolean createWithoutCondition(AccountSession session, Bucket bucket, Prefix folder) {
        boolean exists = exists(session, bucket, folder);
        if (!exists) {
            calls.on(session, bucket, ACTION, (s3, as) -> put(session, bucket, folder, null));
        }
        return !exists;
    }

    /** A response to HEAD has no error code, so the status decides. */
    private boolean exists(AccountSession session, Bucket bucket, Prefix folder) {
        try {
            calls.corrected(
                    session,
                    bucket,
                    (s3, as) -> s3.headObject(
                            request -> request.bucket(bucket.name().value())
                                    .key(folder.value())
                                    .expectedBucketOwner(session.account().value())
                                    .overrideConfiguration(as)));
            return true;
        } catch (SdkException e) {
            if (e instanceof AwsServiceException answer && answer.statusCode() == 404) {
                return false;
            }
            throw S3Errors.translate(e, session, "s3:GetObject", S3Calls.resource(bucket));
        }
    }

    private boolean put(AccountSession session, Bucket bucket, Prefix folder, @Nullable String ifNoneMatch) {
        calls.corrected(
                session,
                bucket,
                (s3, as) -> s3.putObject(
                        request -> request.bucket(bucket.name().value())
                                .key(folder.value())
                                .contentType("application/x-directory")
                                .ifNoneMatch(ifNoneMatch)
                                .expectedBucketOwner(session.account().value())
                                .overrideConfiguration(as),
                        RequestBody.empty()));
        return true;
    }
}
