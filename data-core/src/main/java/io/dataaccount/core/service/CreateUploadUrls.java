package io.dataaccount.core.service;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.object.ContentType;
import io.dataaccount.core.model.object.ObjectKey;
import io.dataaccount.core.model.object.Prefix;
import io.dataaccount.core.model.upload.PresignedUpload;
import io.dataaccount.core.model.upload.StreamedUrl;
import io.dataaccount.core.model.upload.Upload;
import io.dataaccount.core.model.upload.UploadConditions;
import io.dataaccount.core.model.upload.UrlLifetime;
import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.port.BucketStore;
import io.dataaccount.core.port.CredentialResolver;
import io.dataaccount.core.port.UploadPresigner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Issues presigned URLs to upload many files below one prefix. An invalid file is rejected individually; the others get
 * their URLs. Safe for use by many threads.
 */
public final class CreateUploadUrls {
    private final Authorizer authorizer;
    private final DataAccountSessions sessions;
    private final UploadUrlSigner signer;
    private final DeploymentSettings settings;

    CreateUploadUrls(
            Authorizer authorizer, DataAccountSessions sessions, UploadUrlSigner signer, DeploymentSettings settings) {
        this.authorizer = authorizer;
        this.sessions = sessions;
        this.signer = signer;
        this.settings = settings;
    }

    /**
     * Issues the URLs. The audit event says that they were issued: it is written before the response is sent, so it does not say
     * whether the response arrived.
     *
     * @throws DataException FORBIDDEN; INVALID_INPUT if there are no files, too many, or two with the same key;
     *     BUCKET_NOT_FOUND; and what {@link BucketStore} and {@link CredentialResolver} throw
     */
    public Result run(Caller caller, Command command) {
        return authorizer
                .call(caller, Action.GRANT_UPLOADS, command.usecaseId())
                .with("files", command.files().size())
                .run(call -> create(call, caller, command));
    }

    private Result create(AuthorizedCall call, Caller caller, Command command) {
        int count = command.files().size();
        if (count < 1 || count > settings.maxBatchFiles()) {
            throw new InvalidInputException(
                    "files",
                    count + " entries",
                    "must be 1 to " + settings.maxBatchFiles() + " files: "
                            + (count < 1 ? "name at least one file" : "split the batch"));
        }
        Usecase usecase = sessions.usecase(command.usecaseId());
        TargetLocation target = sessions.target(usecase, command.bucket(), command.prefix(), "prefix");
        call.on("folder", target.prefix()).with("bucket", target.bucket());
        List<FileResult> rows = withKeys(command.files(), target.prefix());
        UploadUrlSigner.SigningSession session = signer.open(caller, usecase, target, command.expiresIn());
        rows.replaceAll(row -> row instanceof FileWithKey keyed
                ? new SignedFile(keyed.filename, keyed.upload, session.signer())
                : row);
        call.with("granted", (int)
                        rows.stream().filter(SignedFile.class::isInstance).count())
                .with("expires_in", session.lifetime().seconds());
        return new Result(target.bucket(), target.prefix(), rows, session.lifetime(), session.expiresAt());
    }

    private static List<FileResult> withKeys(List<RequestedEntry> files, Prefix prefix) {
        List<FileResult> rows = new ArrayList<>(files.size());
        Map<ObjectKey, Integer> seen = new HashMap<>(2 * files.size());
        for (int i = 0; i < files.size(); i++) {
            FileResult row = withKey(files.get(i), prefix);
            rows.add(row);
            Integer first = row instanceof FileWithKey keyed ? seen.putIfAbsent(keyed.upload.key(), i) : null;
            if (first != null) {
                throw new InvalidInputException(
                        "files[" + i + "].filename",
                        row.filename(),
                        "is the same file as files[" + first + "]: send each file once");
            }
        }
        return rows;
    }

    private static FileResult withKey(RequestedEntry entry, Prefix prefix) {
        if (!(entry instanceof RequestedFile file)) {
            return (RejectedFile) entry;
        }
        try {
            return new FileWithKey(
                    file.filename, new Upload(prefix.key(file.filename), file.contentType, file.conditions));
        } catch (InvalidInputException e) {
            return new RejectedFile(file.filename, e.at("filename"));
        }
    }

    /**
     * The files to issue URLs for.
     *
     * @param usecaseId the use case
     * @param bucket the bucket, or null for the data bucket
     * @param prefix the prefix of all files; null for the default prefix if the bucket is null too, else for the root
     * @param files in the order of the result
     * @param expiresIn the requested lifetime of the URLs; the result has the actual one
     */
    public record Command(
            UsecaseId usecaseId,
            @Nullable BucketName bucket,
            @Nullable Prefix prefix,
            List<RequestedEntry> files,
            UrlLifetime expiresIn) {
        public Command {
            requireNonNull(usecaseId, "usecaseId is null");
            requireNonNull(expiresIn, "expiresIn is null");
            files = List.copyOf(files);
        }
    }

    /** A file of the request: valid, or already rejected while the request was read. */
    public sealed interface RequestedEntry {}

    /** A file of the result. */
    public sealed interface FileResult {
        /** The file name from the request. */
        String filename();
    }

    /**
     * A file to issue a URL for.
     *
     * @param filename a relative path below the prefix, such as {@code run1/img.jpg}
     * @param contentType the content type of the file
     * @param conditions the conditions of the upload
     */
    public record RequestedFile(String filename, ContentType contentType, UploadConditions conditions)
            implements RequestedEntry {}

    /**
     * A rejected file.
     *
     * @param filename the file name from the request
     * @param reason the error of this file
     */
    public record RejectedFile(String filename, InvalidInputException reason) implements RequestedEntry, FileResult {}

    /** A file with a URL. The URL is signed on each request for it and is always the same. */
    public static final class SignedFile implements FileResult {
        private final String filename;
        private final Upload upload;
        private final UploadPresigner.Batch signer;

        SignedFile(String filename, Upload upload, UploadPresigner.Batch signer) {
            this.filename = filename;
            this.upload = upload;
            this.signer = signer;
        }

        @Override
        public String filename() {
            return filename;
        }

        /** The object to upload. */
        public Upload upload() {
            return upload;
        }

        /** The presigned request. */
        public PresignedUpload presigned() {
            return signer.sign(upload);
        }

        /** The URL, signed when it is written; the same each time. */
        public StreamedUrl url() {
            return signer.url(upload);
        }
    }

    private record FileWithKey(String filename, Upload upload) implements FileResult {}

    /**
     * The issued URLs. The rows share a signer, so only one thread at a time may use them.
     *
     * @param bucket the bucket
     * @param prefix the prefix of all files
     * @param rows one for each file, in the order of the request: {@link SignedFile} or {@link RejectedFile}
     * @param expiresIn the actual lifetime of the URLs, which may be shorter than requested
     * @param expiresAt when the URLs expire, in whole seconds
     */
    public record Result(
            BucketName bucket, Prefix prefix, List<FileResult> rows, UrlLifetime expiresIn, Instant expiresAt) {
        public Result {
            rows = List.copyOf(rows);
        }
    }
}
