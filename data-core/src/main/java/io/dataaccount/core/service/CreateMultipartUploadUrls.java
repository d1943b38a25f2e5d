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
import io.dataaccount.core.port.UploadPresigner;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives out the URLs to upload one file in parts straight to S3: first the one that begins, then, under the id that S3
 * answered, those of the parts and of what else there is to do. Which uploads there are only S3 knows; an id that it does
 * not know is refused there.
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

    /** @throws DataException FORBIDDEN; BUCKET_NOT_FOUND; and what {@link BucketStore} and the credentials may refuse */
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

    /** Without a bucket the data bucket is meant. */
    public record Command(
            UsecaseId usecaseId, @Nullable BucketName bucket, ObjectKey key, Step step, UrlLifetime expiresIn) {
        public Command {
            requireNonNull(usecaseId, "usecaseId is null");
            requireNonNull(key, "key is null");
            requireNonNull(step, "step is null");
            requireNonNull(expiresIn, "expiresIn is null");
        }
    }

    /** How far the upload is. */
    public sealed interface Step {}

    /** It is to begin. */
    public record Initiate(ContentType contentType) implements Step {
        public Initiate {
            requireNonNull(contentType, "contentType is null");
        }
    }

    /**
     * It has begun.
     *
     * @param parts those to send now, 0 to 1,000, none of them twice
     * @param overwrite whether an object of that key may exist already when the upload is completed
     */
    public record Resume(UploadId uploadId, List<PartNumber> parts, boolean overwrite) implements Step {
        public Resume {
            requireNonNull(uploadId, "uploadId is null");
            parts = List.copyOf(parts);
            if (parts.size() > MAX_PARTS) {
                throw new InvalidInputException(
                        "part_numbers",
                        parts.size() + " entries",
                        "must be at most " + MAX_PARTS + " parts: ask for those that come next");
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

    /** For {@link Initiate}. */
    public record InitiateUrl(PresignedUpload create) implements MultipartUrls {}

    /**
     * For {@link Resume}.
     *
     * @param parts in the order that they were asked for
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

    /** @param expiresIn how long the URLs really live, which may be less than asked */
    public record Result(
            BucketName bucket, ObjectKey key, MultipartUrls urls, UrlLifetime expiresIn, Instant expiresAt) {}
}
