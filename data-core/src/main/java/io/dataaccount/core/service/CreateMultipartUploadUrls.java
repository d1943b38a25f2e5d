package io.dataaccount.core.service;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.object.ContentType;
import io.dataaccount.core.model.object.ObjectKey;
import io.dataaccount.core.model.upload.MultipartRequest;
import io.dataaccount.core.model.upload.PartNumber;
import io.dataaccount.core.model.upload.PresignedUpload;
import io.dataaccount.core.model.upload.UploadId;
import io.dataaccount.core.model.upload.UrlLifetime;
import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.port.BucketStore;
import io.dataaccount.core.port.CredentialResolver;
import io.dataaccount.core.port.UploadPresigner;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Issues presigned URLs to upload one file in parts directly to S3: first the URL that starts the upload, then, with
 * the upload id that S3 returned, the URLs of the parts and of the other requests. Only S3 knows which uploads exist;
 * it refuses an unknown id. Safe for use by many threads.
 */
public final class CreateMultipartUploadUrls {
    private static final int MAX_PARTS = 1000;

    private final Authorizer authorizer;
    private final DataAccountSessions sessions;
    private final UploadUrlSigner signer;

    CreateMultipartUploadUrls(Authorizer authorizer, DataAccountSessions sessions, UploadUrlSigner signer) {
        this.authorizer = authorizer;
        this.sessions = sessions;
        this.signer = signer;
    }

    /**
     * Issues the URLs for one step of the upload.
     *
     * @throws DataException FORBIDDEN; BUCKET_NOT_FOUND; and what {@link BucketStore} and {@link CredentialResolver}
     *     throw
     */
    public Result run(Caller caller, Command command) {
        return authorizer
                .call(caller, Action.GRANT_MULTIPART_UPLOAD, command.usecaseId())
                .on("object", command.key())
                .run(call -> create(call, caller, command));
    }

    private Result create(AuthorizedCall call, Caller caller, Command command) {
        Usecase usecase = sessions.usecase(command.usecaseId());
        TargetLocation target = sessions.target(usecase, command.bucket(), command.key());
        call.with("bucket", target.bucket());
        UploadUrlSigner.SigningSession session = signer.open(caller, usecase, target, command.expiresIn());
        call.with("expires_in", session.lifetime().seconds());
        MultipartUrls urls;
        if (command.step() instanceof Resume step) {
            call.with("parts", step.parts().size());
            urls = partUrls(session.signer(), command.key(), step);
        } else {
            ContentType type = ((Initiate) command.step()).contentType();
            urls = new InitiateUrl(session.signer().sign(new MultipartRequest.Create(command.key(), type)));
        }
        return new Result(target.bucket(), command.key(), urls, session.lifetime(), session.expiresAt());
    }

    private static PartUrls partUrls(UploadPresigner.Batch signer, ObjectKey key, Resume step) {
        UploadId id = step.uploadId();
        Map<PartNumber, PresignedUpload> parts = new LinkedHashMap<>();
        step.parts().forEach(part -> parts.put(part, signer.sign(new MultipartRequest.UploadPart(key, id, part))));
        return new PartUrls(
                id,
                parts,
                signer.sign(new MultipartRequest.ListParts(key, id)),
                signer.sign(new MultipartRequest.Complete(key, id, step.overwrite())),
                signer.sign(new MultipartRequest.Abort(key, id)));
    }

    /**
     * The upload and its next step.
     *
     * @param usecaseId the use case
     * @param bucket the bucket, or null for the data bucket
     * @param key the key of the object
     * @param step the next step of the upload
     * @param expiresIn the requested lifetime of the URLs; the result has the actual one
     */
    public record Command(
            UsecaseId usecaseId, @Nullable BucketName bucket, ObjectKey key, Step step, UrlLifetime expiresIn) {
        public Command {
            requireNonNull(usecaseId, "usecaseId is null");
            requireNonNull(key, "key is null");
            requireNonNull(step, "step is null");
            requireNonNull(expiresIn, "expiresIn is null");
        }
    }

    /** A step of a multipart upload. */
    public sealed interface Step {}

    /**
     * Starts the upload.
     *
     * @param contentType the content type of the object
     */
    public record Initiate(ContentType contentType) implements Step {
        public Initiate {
            requireNonNull(contentType, "contentType is null");
        }
    }

    /**
     * Continues an upload that S3 has started.
     *
     * @param uploadId the id that S3 returned
     * @param parts the parts to send now: 0 to 1,000, each at most once
     * @param overwrite whether completing the upload may replace an existing object with this key
     */
    public record Resume(UploadId uploadId, List<PartNumber> parts, boolean overwrite) implements Step {
        public Resume {
            requireNonNull(uploadId, "uploadId is null");
            parts = List.copyOf(parts);
            if (parts.size() > MAX_PARTS) {
                throw new InvalidInputException(
                        "part_numbers",
                        parts.size() + " entries",
                        "must be at most " + MAX_PARTS + " parts: request the others with further calls");
            }
            Map<PartNumber, Integer> seen = new HashMap<>();
            for (int i = 0; i < parts.size(); i++) {
                Integer first = seen.putIfAbsent(parts.get(i), i);
                if (first != null) {
                    throw new InvalidInputException(
                            "part_numbers[" + i + "]",
                            Integer.toString(parts.get(i).value()),
                            "is the same part as part_numbers[" + first + "]: name each part once");
                }
            }
        }
    }

    /** The URLs for a {@link Step}. */
    public sealed interface MultipartUrls {}

    /** The URL for {@link Initiate}. */
    public record InitiateUrl(PresignedUpload create) implements MultipartUrls {}

    /**
     * The URLs for {@link Resume}.
     *
     * @param uploadId the id of the upload
     * @param parts the URLs of the parts, in the order of the request
     * @param listParts the URL that lists the parts that S3 has
     * @param complete the URL that completes the upload
     * @param abort the URL that cancels the upload
     */
    public record PartUrls(
            UploadId uploadId,
            Map<PartNumber, PresignedUpload> parts,
            PresignedUpload listParts,
            PresignedUpload complete,
            PresignedUpload abort)
            implements MultipartUrls {
        public PartUrls {
            parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
        }
    }

    /**
     * The issued URLs.
     *
     * @param bucket the bucket
     * @param key the key of the object
     * @param urls the URLs for the step of the command
     * @param expiresIn the actual lifetime of the URLs, which may be shorter than requested
     * @param expiresAt when the URLs expire, in whole seconds
     */
    public record Result(
            BucketName bucket, ObjectKey key, MultipartUrls urls, UrlLifetime expiresIn, Instant expiresAt) {}
}
