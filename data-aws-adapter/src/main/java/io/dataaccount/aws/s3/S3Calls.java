package io.dataaccount.aws.s3;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
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

/** Makes a call with the right credentials in the right region, and turns what S3 refuses into our errors. */
final class S3Calls {
    private final S3Clients clients;
    private final BucketRegions regions;

    S3Calls(S3Clients clients, BucketRegions regions) {
        this.clients = clients;
        this.regions = regions;
    }

    /**
     * A call about a bucket. If the bucket turns out to be in another region, the call is made once more there.
     *
     * @param action the IAM action that it needs
     */
    <T> T on(AccountSession session, Bucket bucket, String action, Call<T> call) {
        try {
            return corrected(session, bucket, call);
        } catch (SdkException e) {
            throw S3Errors.translate(e, session, action, resource(bucket));
        }
    }

    /**
     * The same for a setting that the bucket may lack. Callers write what they find back with a part of their own, so no
     * other response counts as "the setting is absent": they would remove the parts of others.
     *
     * @param absent the error code by which S3 says that the bucket does not have the setting
     */
    <T> Optional<T> find(AccountSession session, Bucket bucket, String action, String absent, Call<T> call) {
        try {
            return Optional.of(corrected(session, bucket, call));
        } catch (SdkException e) {
            if (S3Errors.isAbsentSetting(e, absent)) {
                return Optional.empty();
            }
            throw S3Errors.ofSetting(e, session, action, resource(bucket));
        }
    }

    /**
     * An element that every response of S3 to the call has.
     *
     * @param element null if the response does not have it
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

    /** What the reading of a setting gives, or the other value where the role may not read it or the server cannot tell it. */
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

    /** A call about no bucket. Its refusals are for the caller to see as S3 made them. */
    <T> T at(Region region, AccountSession session, Call<T> call) {
        return call.make(client(region), as(session));
    }

    /**
     * A call whose refusals the caller wants to see as S3 made them.
     *
     * @throws DataException INVALID_INPUT if the bucket is said to be in a region that we do not know, and NOT_SUPPORTED if S3
     *     names one
     */
    <T> T corrected(AccountSession session, Bucket bucket, Call<T> call) {
        try {
            return call.make(client(bucket.region()), as(session));
        } catch (SdkException e) {
            Optional<Region> elsewhere = elsewhere(e, bucket);
            if (elsewhere.isEmpty()) {
                throw e;
            }
            T answer = call.make(client(elsewhere.get()), as(session));
            // only now: S3 names the region of buckets of other accounts too, and a known region stands for a bucket of
            // ours
            regions.remember(session, bucket.name(), elsewhere.get());
            return answer;
        }
    }

    private Optional<Region> elsewhere(SdkException e, Bucket bucket) {
        Optional<String> named = BucketRegions.named(e);
        Optional<Region> known = named.flatMap(regions::parse);
        if (named.isPresent() && known.isEmpty() && S3Errors.code(e) == ErrorCode.INTERNAL) {
            throw new DataException(
                    ErrorCode.NOT_SUPPORTED,
                    "The " + resource(bucket) + " is in the region '" + named.get()
                            + "', which this server does not know: use a bucket in another region.",
                    e);
        }
        return known.filter(region -> !region.equals(bucket.region()));
    }

    private S3Client client(Region region) {
        regions.check(region);
        return clients.at(region);
    }

    static String resource(Bucket bucket) {
        return "bucket '" + bucket.name() + "'";
    }

    static Consumer<AwsRequestOverrideConfiguration.Builder> as(AccountSession session) {
        StaticCredentialsProvider provider = StaticCredentialsProvider.create(SdkCredentials.of(session.credentials()));
        return request -> request.credentialsProvider(provider);
    }

    /** One request, made with the client and carrying the credentials given. */
    interface Call<T> {
        T make(S3Client client, Consumer<AwsRequestOverrideConfiguration.Builder> credentials);
    }
}
