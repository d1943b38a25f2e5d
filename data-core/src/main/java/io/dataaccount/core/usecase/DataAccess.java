package io.dataaccount.core.usecase;

import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.error.InvalidInput;
import io.dataaccount.core.model.Access;
import io.dataaccount.core.model.Bucket;
import io.dataaccount.core.model.BucketName;
import io.dataaccount.core.model.Caller;
import io.dataaccount.core.model.Prefix;
import io.dataaccount.core.model.Usecase;
import io.dataaccount.core.model.UsecaseId;
import io.dataaccount.core.port.AccessRequest;
import io.dataaccount.core.port.AccessRequest.Purpose;
import io.dataaccount.core.port.BucketStore;
import io.dataaccount.core.port.CredentialResolver;
import io.dataaccount.core.port.SessionScope;
import io.dataaccount.core.port.UsecaseErrors;
import io.dataaccount.core.port.UsecaseRepository;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The way from a caller and a use case to the data: what every data call does first. */
final class DataAccess {
    /** Enough for any call to finish; calls that give something out ask for as long as they promise. */
    private static final Duration ONE_CALL = Duration.ofMinutes(5);

    private final UsecaseRepository usecases;
    private final CredentialResolver credentials;
    private final BucketStore store;

    DataAccess(UsecaseRepository usecases, CredentialResolver credentials, BucketStore store) {
        this.usecases = usecases;
        this.credentials = credentials;
        this.store = store;
    }

    Usecase usecase(UsecaseId id) {
        return usecases.find(id).orElseThrow(() -> UsecaseErrors.notFound(id));
    }

    Access open(Caller caller, Usecase usecase, Purpose purpose, SessionScope scope) {
        return open(caller, usecase, purpose, scope, ONE_CALL);
    }

    Access open(Caller caller, Usecase usecase, Purpose purpose, SessionScope scope, Duration validFor) {
        return credentials.resolve(new AccessRequest(caller, usecase.dataAccess(), purpose, scope, validFor));
    }

    /** Where a call goes that may leave out bucket and prefix. */
    Place place(Usecase usecase, @Nullable BucketName bucket, @Nullable Prefix prefix) {
        if (bucket != null) {
            return new Place(bucket, prefix == null ? Prefix.ROOT : prefix);
        }
        BucketName dataBucket = usecase.dataBucket()
                .orElseThrow(() -> new InvalidInput(
                        ErrorCode.INCOMPLETE_CONFIGURATION,
                        "bucket",
                        null,
                        "is not given and the use case has no data bucket: name one, or configure data_s3_bucket"));
        return new Place(dataBucket, prefix == null ? usecase.defaultPrefix() : prefix);
    }

    Bucket bucket(Access access, BucketName name) {
        return store.bucket(access, name);
    }

    /** A bucket and a prefix in it, the defaults filled in. */
    record Place(BucketName bucket, Prefix prefix) {}
}
