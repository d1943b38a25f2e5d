package io.dataaccount.aws.s3;

import io.dataaccount.aws.iam.S3Action;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.object.Prefix;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;

/** Creates folder markers: empty objects whose key is the folder's prefix, as the S3 console creates them. */
final class FolderMarkers {
    private static final String ACTION = S3Action.PUT_OBJECT.id();
    private static final int PRECONDITION_FAILED = 412;

    private final S3Calls calls;

    FolderMarkers(S3Calls calls) {
        this.calls = calls;
    }

    /**
     * Creates the marker unless it exists.
     *
     * @return whether the marker is new; if two callers create it at the same time, true for one of them
     */
    boolean create(AccountSession session, Bucket bucket, Prefix folder) {
        try {
            put(session, bucket, folder, "*");
            return true;
        } catch (AwsServiceException e) {
            if (e.statusCode() == PRECONDITION_FAILED && S3ErrorCodes.name(e).equals("PreconditionFailed")) {
                return false;
            }
            // without the error code it may be the status of a proxy, so the marker is looked for
            if (e.statusCode() == PRECONDITION_FAILED
                    && S3ErrorCodes.isUnexplained(e)
                    && exists(session, bucket, folder)) {
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

    /** For servers that do not support conditional writes. Two callers at the same time may both get true. */
    private boolean createWithoutCondition(AccountSession session, Bucket bucket, Prefix folder) {
        boolean exists = exists(session, bucket, folder);
        if (!exists) {
            calls.call(session, bucket, ACTION, (s3, credentials) -> put(session, bucket, folder, null));
        }
        return !exists;
    }

    /** Decides by the status, because an error response to HEAD has no error code. */
    private boolean exists(AccountSession session, Bucket bucket, Prefix folder) {
        try {
            calls.withRegionRedirect(
                    session,
                    bucket,
                    (s3, credentials) -> s3.headObject(
                            request -> request.bucket(bucket.name().value())
                                    .key(folder.value())
                                    .expectedBucketOwner(session.account().value())
                                    .overrideConfiguration(credentials)));
            return true;
        } catch (SdkException e) {
            if (e instanceof AwsServiceException error && error.statusCode() == 404) {
                return false;
            }
            throw S3Errors.translateHead(e, session, S3Action.GET_OBJECT.id(), S3Calls.resource(bucket));
        }
    }

    private boolean put(AccountSession session, Bucket bucket, Prefix folder, @Nullable String ifNoneMatch) {
        calls.withRegionRedirect(
                session,
                bucket,
                (s3, credentials) -> s3.putObject(
                        request -> request.bucket(bucket.name().value())
                                .key(folder.value())
                                .contentType("application/x-directory")
                                .ifNoneMatch(ifNoneMatch)
                                .expectedBucketOwner(session.account().value())
                                .overrideConfiguration(credentials),
                        RequestBody.empty()));
        return true;
    }
}
