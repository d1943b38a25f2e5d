package io.dataaccount.aws.s3;

import io.dataaccount.aws.sdk.AwsErrorSummary;
import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.error.SafeText;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.bucket.Bucket;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Sends requests to S3 with the credentials of a session, in the region of the bucket, and translates S3's errors. Safe
 * for use by many threads.
 */
final class S3Calls {
    private final S3Clients clients;
    private final BucketRegions regions;

    S3Calls(S3Clients clients, BucketRegions regions) {
        this.clients = clients;
        this.regions = regions;
    }

    /**
     * Makes a call about a bucket. If the bucket is in another region, the call is repeated there once.
     *
     * @param action the IAM action that the call needs
     * @throws DataException as {@link S3Errors#translate} returns it
     */
    <T> T call(AccountSession session, Bucket bucket, String action, Call<T> call) {
        try {
            return withRegionRedirect(session, bucket, call);
        } catch (SdkException e) {
            throw S3Errors.translate(e, session, action, resource(bucket));
        }
    }

    /**
     * Like {@link #call}, for a read on which a write depends: if the response does not say the reason, the error is
     * UNAVAILABLE.
     */
    <T> T read(AccountSession session, Bucket bucket, String action, Call<T> call) {
        try {
            return withRegionRedirect(session, bucket, call);
        } catch (SdkException e) {
            throw S3Errors.translateRead(e, session, action, resource(bucket));
        }
    }

    /**
     * Reads a setting that the bucket may not have. Callers add their own part to the setting and write it back. So
     * only the given error code counts as "absent": after any other response, writing would remove the parts of others.
     *
     * @param absent the error code with which S3 says that the bucket does not have the setting
     * @return empty if the bucket does not have the setting
     */
    <T> Optional<T> findOptional(AccountSession session, Bucket bucket, String action, String absent, Call<T> call) {
        try {
            return Optional.of(withRegionRedirect(session, bucket, call));
        } catch (SdkException e) {
            if (S3ErrorCodes.isAbsentSetting(e, absent)) {
                return Optional.empty();
            }
            throw S3Errors.translateRead(e, session, action, resource(bucket));
        }
    }

    /**
     * Checks an element that every S3 response to the call contains.
     *
     * @param element null if the response does not contain it
     * @throws DataException UNAVAILABLE if it is null
     */
    static <T> T present(@Nullable T element, String name, AccountSession session, Bucket bucket, String action) {
        if (element == null) {
            throw S3Errors.incomplete(
                    action + " on " + resource(bucket) + " in account " + session.account(),
                    "HTTP status 200 and no " + name,
                    null);
        }
        return element;
    }

    /**
     * Reads a setting. Returns the other value if the role may not read it or the server does not support the request.
     */
    static <T> T readable(Supplier<T> reading, T otherwise) {
        try {
            return reading.get();
        } catch (DataException e) {
            if (e.code() == ErrorCode.DATA_ACCOUNT_DENIED || e.code() == ErrorCode.NOT_SUPPORTED) {
                return otherwise;
            }
            throw e;
        }
    }

    /**
     * Makes a call that is not about one bucket; if the response names another region, repeats it there once. Errors of
     * the SDK reach the caller untranslated.
     */
    <T> T inRegion(Region region, AccountSession session, Call<T> call) {
        return redirected(region, session, call, "resource", elsewhere -> {});
    }

    /**
     * Makes a call about a bucket; if the bucket is in another region, repeats it there once. Errors of the SDK reach
     * the caller untranslated.
     *
     * @throws DataException INVALID_INPUT if the given region is unknown to us; NOT_SUPPORTED if S3's error response
     *     says that the bucket is in a region that is unknown to us
     */
    <T> T withRegionRedirect(AccountSession session, Bucket bucket, Call<T> call) {
        // only after success: S3 sends the region of other accounts' buckets too, but an entry in the cache means that
        // the bucket belongs to the session's account
        return redirected(
                bucket.region(),
                session,
                call,
                resource(bucket),
                elsewhere -> regions.remember(session, bucket.name(), elsewhere));
    }

    private <T> T redirected(
            Region first, AccountSession session, Call<T> call, String resource, Consumer<Region> onSuccess) {
        try {
            return call.make(client(first), withCredentials(session));
        } catch (SdkException e) {
            Optional<Region> elsewhere = elsewhere(e, resource).filter(region -> !region.equals(first));
            if (elsewhere.isEmpty()) {
                throw e;
            }
            T response = call.make(client(elsewhere.get()), withCredentials(session));
            onSuccess.accept(elsewhere.get());
            return response;
        } catch (IllegalArgumentException e) {
            throw UnusableEndpoint.of(
                    resource, e); // of the SDK and its HTTP client, because our own checks come before
        }
    }

    private Optional<Region> elsewhere(SdkException e, String resource) {
        Optional<String> named = BucketRegions.regionFromError(e);
        Optional<Region> known = named.flatMap(regions::parse);
        if (named.isPresent() && known.isEmpty() && S3ErrorCodes.mayBeOfWrongRegion(e)) {
            throw new DataException(
                            ErrorCode.NOT_SUPPORTED,
                            "The " + resource + " is in the region '" + SafeText.echo(named.get())
                                    + "', which this server does not know: use a bucket in another region.",
                            e)
                    .withOperatorNote(AwsErrorSummary.of(e));
        }
        return known;
    }

    private S3Client client(Region region) {
        regions.check(region);
        return clients.at(region);
    }

    static String resource(Bucket bucket) {
        return "bucket '" + bucket.name() + "'";
    }

    static Consumer<AwsRequestOverrideConfiguration.Builder> withCredentials(AccountSession session) {
        StaticCredentialsProvider provider = StaticCredentialsProvider.create(SdkCredentials.of(session.credentials()));
        return request -> request.credentialsProvider(provider);
    }

    /** One request, sent with the given client and the given credentials. */
    interface Call<T> {
        T make(S3Client client, Consumer<AwsRequestOverrideConfiguration.Builder> credentials);
    }
}
