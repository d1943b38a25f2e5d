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
import io.dataaccount.core.port.UploadPresigner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives out URLs to upload many files below one prefix. A file that may not be is refused on its own. */
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
     * Grants the URLs. The audit event says that they were granted: it is written before the response, and whether the response
     * arrives is not known then.
     *
     * @throws DataException FORBIDDEN; INVALID_INPUT if there are no files, too many, or two of one key; BUCKET_NOT_FOUND; and what
     *     {@link BucketStore} and the credentials may refuse
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
                    "must be 1 to " + settings.maxBatchFiles() + " files: split the batch");
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
     * Without a bucket the data bucket is meant, and only then without a prefix the default prefix.
     *
     * @param files in the order that the answer will have
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

    /** A file of the request: wanted, or refused before it got here. */
    public sealed interface RequestedEntry {}

    /** A file of the answer. */
    public sealed interface FileResult {
        /** The name as the request had it. */
        String filename();
    }

    /** @param filename a relative path, such as {@code run1/img.jpg} */
    public record RequestedFile(String filename, ContentType contentType, UploadConditions conditions)
            implements RequestedEntry {}

    /** @param reason what is wrong with the file */
    public record RejectedFile(String filename, InvalidInputException reason) implements RequestedEntry, FileResult {}

    /** A file that may be uploaded. Its URL is signed when it is asked for, and is the same each time. */
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

        public Upload upload() {
            return upload;
        }

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
     * What was granted. Its rows share a signer: they are for one thread at a time.
     *
     * @param rows one for each file, in the order of the request; {@link SignedFile} or {@link RejectedFile}
     * @param expiresIn how long the URLs really live, which may be less than asked
     */
    public record Result(
            BucketName bucket, Prefix prefix, List<FileResult> rows, UrlLifetime expiresIn, Instant expiresAt) {
        public Result {
            rows = List.copyOf(rows);
        }
    }
}
