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
import io.dataaccount.core.port.CredentialResolver;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Issues a presigned URL to upload one file directly to S3. Safe for use by many threads. */
public final class CreateUploadUrl {
    private final Authorizer authorizer;
    private final DataAccountSessions sessions;
    private final UploadUrlSigner signer;

    CreateUploadUrl(Authorizer authorizer, DataAccountSessions sessions, UploadUrlSigner signer) {
        this.authorizer = authorizer;
        this.sessions = sessions;
        this.signer = signer;
    }

    /**
     * Issues the URL.
     *
     * @throws DataException FORBIDDEN; BUCKET_NOT_FOUND; and what {@link BucketStore} and {@link CredentialResolver}
     *     throw
     */
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
     * The upload to issue a URL for.
     *
     * @param usecaseId the use case
     * @param bucket the bucket, or null for the data bucket of the use case
     * @param upload the object to upload
     * @param expiresIn the requested lifetime of the URL; the result has the actual one
     */
    public record Command(UsecaseId usecaseId, @Nullable BucketName bucket, Upload upload, UrlLifetime expiresIn) {
        public Command {
            requireNonNull(usecaseId, "usecaseId is null");
            requireNonNull(upload, "upload is null");
            requireNonNull(expiresIn, "expiresIn is null");
        }

        /**
         * A command for a file in the data bucket of the use case, with the content type
         * {@code application/octet-stream} and a lifetime of one hour. The upload replaces an existing object with this
         * key.
         *
         * @throws InvalidInputException if the use case id or the key is invalid
         */
        public static Command of(String usecaseId, String key) {
            Upload upload = new Upload(new ObjectKey(key), ContentType.OCTET_STREAM, UploadConditions.NONE);
            return new Command(new UsecaseId(usecaseId), null, upload, new UrlLifetime(3600));
        }

        /**
         * A copy with this bucket.
         *
         * @throws InvalidInputException if the name is invalid
         */
        public Command withBucket(String name) {
            return new Command(usecaseId, new BucketName(name), upload, expiresIn);
        }

        /**
         * A copy with this content type.
         *
         * @throws InvalidInputException if the content type is invalid
         */
        public Command withContentType(String type) {
            Upload typed = new Upload(upload.key(), new ContentType(type), upload.conditions());
            return new Command(usecaseId, bucket, typed, expiresIn);
        }

        /** A copy with these conditions. */
        public Command withConditions(UploadConditions conditions) {
            Upload conditional = new Upload(upload.key(), upload.contentType(), conditions);
            return new Command(usecaseId, bucket, conditional, expiresIn);
        }

        /**
         * A copy with this lifetime, in whole seconds.
         *
         * @throws InvalidInputException if the lifetime is shorter than 1 second or longer than 7 days
         */
        public Command withLifetime(Duration lifetime) {
            return new Command(usecaseId, bucket, upload, new UrlLifetime(lifetime.toSeconds()));
        }
    }

    /**
     * The issued URL.
     *
     * @param bucket the bucket
     * @param key the key of the object
     * @param upload the presigned request
     * @param expiresIn the actual lifetime of the URL, which may be shorter than requested
     * @param expiresAt when the URL expires, in whole seconds
     */
    public record Result(
            BucketName bucket, ObjectKey key, PresignedUpload upload, UrlLifetime expiresIn, Instant expiresAt) {
        /** The URL for a {@code PUT} with the headers of {@link #upload()}. Anyone who has the URL can upload. */
        public String url() {
            return upload.url();
        }
    }
}
