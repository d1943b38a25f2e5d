package io.dataaccount.core.usecase;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.AccessDenied;
import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.error.InvalidInput;
import io.dataaccount.core.model.Access;
import io.dataaccount.core.model.Bucket;
import io.dataaccount.core.model.BucketName;
import io.dataaccount.core.model.BucketSetting;
import io.dataaccount.core.model.Caller;
import io.dataaccount.core.model.Encryption;
import io.dataaccount.core.model.Region;
import io.dataaccount.core.model.RoleArn;
import io.dataaccount.core.model.Usecase;
import io.dataaccount.core.model.UsecaseId;
import io.dataaccount.core.port.AccessRequest.Purpose;
import io.dataaccount.core.port.BucketStore;
import io.dataaccount.core.port.SessionScope;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Creates a bucket and brings it to the wanted state. Whatever cuts it off, the same call again goes on from there: it
 * takes up a bucket that carries the use case's tags, or one without portal tags that is still empty, and leaves any
 * other alone. Versioning and encryption must succeed; each hardening step beyond them may fail with a warning where the
 * role or the server does not allow it.
 */
public final class CreateBucket {
    private final Guard guard;
    private final DataAccess data;
    private final BucketStore store;
    private final Settings settings;

    CreateBucket(Guard guard, DataAccess data, BucketStore store, Settings settings) {
        this.guard = guard;
        this.data = data;
        this.store = store;
        this.settings = settings;
    }

    /**
     * @throws DataException FORBIDDEN, also if the use case is kept to a prefix; BUCKET_NAME_TAKEN if the bucket exists and is not this use case's; CONFLICT if it exists in
     *     another region or is being created just now; and what {@link BucketStore} and the credentials may refuse
     */
    public Result run(Caller caller, Command command) {
        return guard.call(caller, Action.CREATE_BUCKET, command.usecaseId())
                .on("bucket", command.name())
                .with("region", command.region())
                .run(call -> create(call, caller, command));
    }

    private Result create(GuardedCall call, Caller caller, Command command) {
        if (command.name().value().endsWith("-an")) {
            throw new InvalidInput(
                    "bucket_name",
                    command.name().value(),
                    "must not end with -an, which S3 keeps for account regional namespaces");
        }
        Usecase usecase = data.usecase(command.usecaseId());
        data.checkMayCreateBuckets(usecase);
        checkPartition(usecase, command.region());
        Access access = data.open(caller, usecase, Purpose.MANAGE, SessionScope.of(command.name()));
        Bucket bucket = new Bucket(command.name(), command.region());

        BucketClaim claim = new BucketClaim(store, access, bucket, usecase.id(), caller);
        boolean created = claim.take();
        call.with("created", created);
        Progress progress = new Progress(access, bucket);
        progress.steps.add(new Step("bucket", created ? Outcome.DONE : Outcome.UNCHANGED));

        progress.harden("tags", claim.tags());
        progress.require("versioning", new BucketSetting.Versioning(command.versioning()));
        progress.require("encryption", new BucketSetting.DefaultEncryption(command.encryption()));
        progress.harden("public_access_block", new BucketSetting.BlockPublicAccess());
        progress.harden("ownership", new BucketSetting.BucketOwnerEnforced());
        progress.harden("secure_transport", new BucketSetting.DenyInsecureTransport());
        progress.harden("lifecycle", new BucketSetting.AbortIncompleteUploads(7));
        boolean cors = configureCors(progress);
        return new Result(
                bucket, created, command.versioning(), command.encryption(), cors, progress.steps, progress.warnings);
    }

    private boolean configureCors(Progress progress) {
        if (settings.portalOrigins().isEmpty()) {
            progress.fail(
                    "cors",
                    "No origin of the portal is configured, so no web page may upload into the bucket: set"
                            + " PORTAL_ORIGINS and make this call again.",
                    null);
            return false;
        }
        return progress.harden("cors", new BucketSetting.CorsForOrigins(settings.portalOrigins()));
    }

    private static void checkPartition(Usecase usecase, Region region) {
        String wanted = "arn:" + region.partition().id() + ":";
        usecase.dataAccess()
                .role()
                .map(RoleArn::value)
                .filter(arn -> !arn.startsWith(wanted))
                .ifPresent(arn -> {
                    throw new InvalidInput(
                            "region",
                            region.value(),
                            "is in partition " + region.partition().id() + ", but the use case's role is " + arn
                                    + ": choose a region of the role's partition");
                });
    }

    /** What has been done so far. */
    private final class Progress {
        private final Access access;
        private final Bucket bucket;
        private final List<Step> steps = new ArrayList<>();
        private final List<Warning> warnings = new ArrayList<>();

        Progress(Access access, Bucket bucket) {
            this.access = access;
            this.bucket = bucket;
        }

        void require(String step, BucketSetting setting) {
            steps.add(new Step(step, store.apply(access, bucket, setting) ? Outcome.DONE : Outcome.UNCHANGED));
        }

        boolean harden(String step, BucketSetting setting) {
            try {
                require(step, setting);
                return true;
            } catch (AccessDenied e) {
                fail(step, e.detail(), e.action());
            } catch (DataException e) {
                if (e.code() != ErrorCode.NOT_SUPPORTED) {
                    throw e;
                }
                fail(step, e.detail(), null);
            }
            return false;
        }

        void fail(String step, String detail, @Nullable String action) {
            steps.add(new Step(step, Outcome.FAILED));
            warnings.add(new Warning(step, detail, action));
        }
    }

    /** What bucket is wanted. */
    public record Command(
            UsecaseId usecaseId, BucketName name, Region region, boolean versioning, Encryption encryption) {
        public Command {
            requireNonNull(usecaseId, "usecaseId is null");
            requireNonNull(name, "name is null");
            requireNonNull(region, "region is null");
            requireNonNull(encryption, "encryption is null");
        }
    }

    /**
     * The bucket as it is now.
     *
     * @param created whether this call created it; else it was there and has been brought to the wanted state
     * @param corsConfigured whether the portal's pages may upload into it
     * @param steps in the order taken
     * @param warnings one for each step that failed
     */
    public record Result(
            Bucket bucket,
            boolean created,
            boolean versioning,
            Encryption encryption,
            boolean corsConfigured,
            List<Step> steps,
            List<Warning> warnings) {
        public Result {
            steps = List.copyOf(steps);
            warnings = List.copyOf(warnings);
        }
    }

    /** One step and how it went. */
    public record Step(String name, Outcome outcome) {}

    /** How a step went. */
    public enum Outcome {
        DONE,
        /** It was as wanted already. */
        UNCHANGED,
        /** The bucket is usable without it; a warning says why it failed. */
        FAILED
    }

    /**
     * Why a hardening step failed.
     *
     * @param action the IAM action that the role lacks, or null if that is not the reason
     */
    public record Warning(
            String step, String detail, @Nullable String action) {}
}
