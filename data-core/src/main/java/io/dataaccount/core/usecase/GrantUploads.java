package io.dataaccount.core.usecase;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.model.BucketName;
import io.dataaccount.core.model.Caller;
import io.dataaccount.core.model.ContentType;
import io.dataaccount.core.model.ExpiresIn;
import io.dataaccount.core.model.ObjectKey;
import io.dataaccount.core.model.Prefix;
import io.dataaccount.core.model.PresignedUpload;
import io.dataaccount.core.model.Upload;
import io.dataaccount.core.model.UploadGuards;
import io.dataaccount.core.model.Usecase;
import io.dataaccount.core.model.UsecaseId;
import io.dataaccount.core.port.BucketStore;
import io.dataaccount.core.port.UploadPresigner;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives out URLs to upload many files below one prefix. A file that may not be is refused on its own. */
public final class GrantUploads {
    private final Guard guard;
    private final DataAccess data;
    private final UploadGrants grants;
    private final Settings settings;

    GrantUploads(Guard guard, DataAccess data, UploadGrants grants, Settings settings) {
        this.guard = guard;
        this.data = data;
        this.grants = grants;
        this.settings = settings;
    }

    /**
     * @throws DataException FORBIDDEN; INVALID_INPUT if there are no files, too many, or two of one key; BUCKET_NOT_FOUND; and what
     *     {@link BucketStore} and the credentials may refuse
     */
    public Result run(Caller caller, Command command) {
        return guard.call(caller, Action.GRANT_UPLOADS, command.usecaseId())
                .with("files", command.files().size())
                .run(call -> grant(call, caller, command));
    }

    private Result grant(GuardedCall call, Caller caller, Command command) {
        int count = command.files().size();
        if (count < 1 || count > settings.maxBatchFiles()) {
            throw new InvalidInputException(
                    "files",
                    count + " entries",
                    "must be 1 to " + settings.maxBatchFiles() + " files: split the batch");
        }
        Usecase usecase = data.usecase(command.usecaseId());
        Place place = data.place(usecase, command.bucket(), command.prefix(), "prefix");
        call.on("folder", place.prefix()).with("bucket", place.bucket());
        List<Row> rows = withKeys(command.files(), place.prefix());
        UploadGrants.Grant grant = grants.open(caller, usecase, place, command.expiresIn());
        rows.replaceAll(
                row -> row instanceof Keyed keyed ? new Granted(keyed.filename, keyed.upload, grant.signer()) : row);
        call.with("granted", (int)
                        rows.stream().filter(Granted.class::isInstance).count())
                .with("expires_in", grant.lifetime().seconds());
        return new Result(place.bucket(), place.prefix(), rows, grant.lifetime(), grant.expiresAt());
    }

    private static List<Row> withKeys(List<Entry> files, Prefix prefix) {
        List<Row> rows = new ArrayList<>(files.size());
        Map<ObjectKey, Integer> seen = new HashMap<>(2 * files.size());
        for (int i = 0; i < files.size(); i++) {
            Row row = withKey(files.get(i), prefix);
            rows.add(row);
            Integer first = row instanceof Keyed keyed ? seen.putIfAbsent(keyed.upload.key(), i) : null;
            if (first != null) {
                throw new InvalidInputException(
                        "files[" + i + "].filename",
                        row.filename(),
                        "is the same file as files[" + first + "]: send each file once");
            }
        }
        return rows;
    }

    private static Row withKey(Entry entry, Prefix prefix) {
        if (!(entry instanceof Wanted file)) {
            return (Refused) entry;
        }
        try {
            return new Keyed(file.filename, new Upload(prefix.key(file.filename), file.contentType, file.guards));
        } catch (InvalidInputException e) {
            return new Refused(file.filename, e.at("filename"));
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
            List<Entry> files,
            ExpiresIn expiresIn) {
        public Command {
            requireNonNull(usecaseId, "usecaseId is null");
            requireNonNull(expiresIn, "expiresIn is null");
            files = List.copyOf(files);
        }
    }

    /** A file of the request: wanted, or refused before it got here. */
    public sealed interface Entry {}

    /** A file of the answer. */
    public sealed interface Row {
        /** The name as the request had it. */
        String filename();
    }

    /** @param filename a relative path, such as {@code run1/img.jpg} */
    public record Wanted(String filename, ContentType contentType, UploadGuards guards) implements Entry {}

    /** @param reason what is wrong with the file */
    public record Refused(String filename, InvalidInputException reason) implements Entry, Row {}

    /** A file that may be uploaded. Its URL is signed when it is asked for, and is the same each time. */
    public static final class Granted implements Row {
        private final String filename;
        private final Upload upload;
        private final UploadPresigner.Batch signer;

        Granted(String filename, Upload upload, UploadPresigner.Batch signer) {
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

        /** Writes the URL alone, as ASCII: for long answers, which need not hold them all as text. */
        public void writeUrl(OutputStream out) throws IOException {
            signer.writeUrl(upload, out);
        }
    }

    private record Keyed(String filename, Upload upload) implements Row {}

    /**
     * What was granted. Its rows share a signer: they are for one thread at a time.
     *
     * @param rows one for each file, in the order of the request; {@link Granted} or {@link Refused}
     * @param expiresIn how long the URLs really live, which may be less than asked
     */
    public record Result(BucketName bucket, Prefix prefix, List<Row> rows, ExpiresIn expiresIn, Instant expiresAt) {
        public Result {
            rows = List.copyOf(rows);
        }
    }
}
