package io.dataaccount.core.service;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.object.ObjectKey;
import io.dataaccount.core.model.upload.PresignedUpload;
import io.dataaccount.core.model.upload.Upload;
import io.dataaccount.core.model.upload.UrlLifetime;
import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.port.BucketStore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Gives out a URL to upload one file straight to S3. */
public final class CreateUploadUrl {
    private final Authorizer authorizer;
    private final DataAccountSessions sessions;
    private final UploadUrlSigner signer;

    CreateUploadUrl(Authorizer authorizer, DataAccountSessions sessions, UploadUrlSigner signer) {
        this.authorizer = authorizer;
        this.sessions = sessions;
        this.signer = signer;
    }

    /** @throws DataException FORBIDDEN; BUCKET_NOT_FOUND; and what {@link BucketStore} and the credentials may refuse */
    public Result run(Caller caller, Command command) {
        return authorizer
                .call(caller, Action.GRANT_UPLOAD, command.usecaseId())
                .on("object", command.upload().key())
                .run(call -> create(call, caller, command));
    }

    private Result create(AuthorizedCall call, Caller caller, Command command) {
        ObjectKey key = command.upload().key();
        Usecase usecase = sessions.usecase(command.usecaseId());
        TargetLocation target = sessions.target(usecase, command.bucket(), key);
        call.with("bucket", target.bucket());
        UploadUrlSigner.SigningSession session = signer.open(caller, usecase, target, command.expiresIn());
        call.with("expires_in", session.lifetime().seconds());
        return new Result(
                target.bucket(), key, session.signer().sign(command.upload()), session.lifetime(), session.expiresAt());
    }

    /** Without a bucket the data bucket is meant. */
    public record Command(UsecaseId usecaseId, @Nullable BucketName bucket, Upload upload, UrlLifetime expiresIn) {
        public Command {
            requireNonNull(usecaseId, "usecaseId is null");
            requireNonNull(upload, "upload is null");
            requireNonNull(expiresIn, "expiresIn is null");
        }
    }

    /** @param expiresIn how long the URL really lives, which may be less than asked */
    public record Result(
            BucketName bucket, ObjectKey key, PresignedUpload upload, UrlLifetime expiresIn, Instant expiresAt) {}
}
