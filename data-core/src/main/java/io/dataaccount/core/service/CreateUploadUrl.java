package io.dataaccount.core.service;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.object.ContentType;
import io.dataaccount.core.model.object.ObjectKey;
import io.dataaccount.core.model.upload.PresignedUpload;
import io.dataaccount.core.model.upload.Upload;
import io.dataaccount.core.model.upload.UploadConditions;
import io.dataaccount.core.model.upload.UrlLifetime;
import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.port.BucketStore;
import java.time.Duration;
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

    /**
     * What the URL is for.
     *
     * @param bucket null for the data bucket of the use case
     * @param expiresIn how long the URL should live; the result says how long it does
     */
    public record Command(UsecaseId usecaseId, @Nullable BucketName bucket, Upload upload, UrlLifetime expiresIn) {
        public Command {
            requireNonNull(usecaseId, "usecaseId is null");
            requireNonNull(upload, "upload is null");
            requireNonNull(expiresIn, "expiresIn is null");
        }

        /**
         * A file of unknown content type in the data bucket of the use case, and a URL that lives for an hour. It replaces a
         * file of the same key.
         *
         * @throws InvalidInputException if the use case id or the key is not valid
         */
        public static Command of(String usecaseId, String key) {
            Upload upload = new Upload(new ObjectKey(key), ContentType.OCTET_STREAM, UploadConditions.NONE);
            return new Command(new UsecaseId(usecaseId), null, upload, new UrlLifetime(3600));
        }

        /** @throws InvalidInputException if the name is not one of a bucket */
        public Command withBucket(String name) {
            return new Command(usecaseId, new BucketName(name), upload, expiresIn);
        }

        /** @throws InvalidInputException if the type is not valid */
        public Command withContentType(String type) {
            Upload typed = new Upload(upload.key(), new ContentType(type), upload.conditions());
            return new Command(usecaseId, bucket, typed, expiresIn);
        }

        public Command withConditions(UploadConditions conditions) {
            Upload conditional = new Upload(upload.key(), upload.contentType(), conditions);
            return new Command(usecaseId, bucket, conditional, expiresIn);
        }

        /** @throws InvalidInputException if it is shorter than 1 second or longer than 7 days */
        public Command withLifetime(Duration lifetime) {
            return new Command(usecaseId, bucket, upload, new UrlLifetime(lifetime.toSeconds()));
        }
    }

    /** @param expiresIn how long the URL really lives, which may be less than asked */
    public record Result(
            BucketName bucket, ObjectKey key, PresignedUpload upload, UrlLifetime expiresIn, Instant expiresAt) {
        /** The URL to send a {@code PUT} to, with the headers of {@link #upload()}. Whoever has it may upload. */
        public String url() {
            return upload.url();
        }
    }
}
