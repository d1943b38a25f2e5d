package io.dataaccount.core.usecase;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.model.BucketName;
import io.dataaccount.core.model.Caller;
import io.dataaccount.core.model.ExpiresIn;
import io.dataaccount.core.model.ObjectKey;
import io.dataaccount.core.model.PresignedUpload;
import io.dataaccount.core.model.Upload;
import io.dataaccount.core.model.Usecase;
import io.dataaccount.core.model.UsecaseId;
import io.dataaccount.core.port.BucketStore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Gives out a URL to upload one file straight to S3. */
public final class GrantUpload {
    private final DataAccess data;
    private final UploadGrants grants;

    GrantUpload(DataAccess data, UploadGrants grants) {
        this.data = data;
        this.grants = grants;
    }

    /** @throws DataException BUCKET_NOT_FOUND; and what {@link BucketStore} and the credentials may refuse */
    public Result run(Caller caller, Command command) {
        Usecase usecase = data.usecase(command.usecaseId());
        BucketName bucket = data.place(usecase, command.bucket(), null).bucket();
        UploadGrants.Grant grant = grants.open(caller, usecase, bucket, command.expiresIn());
        return new Result(
                bucket,
                command.upload().key(),
                grant.signer().sign(command.upload()),
                grant.lifetime(),
                grant.expiresAt());
    }

    /** Without a bucket the data bucket is meant. */
    public record Command(UsecaseId usecaseId, @Nullable BucketName bucket, Upload upload, ExpiresIn expiresIn) {
        public Command {
            requireNonNull(usecaseId, "usecaseId is null");
            requireNonNull(upload, "upload is null");
            requireNonNull(expiresIn, "expiresIn is null");
        }
    }

    /** @param expiresIn how long the URL really lives, which may be less than asked */
    public record Result(
            BucketName bucket, ObjectKey key, PresignedUpload upload, ExpiresIn expiresIn, Instant expiresAt) {}
}
