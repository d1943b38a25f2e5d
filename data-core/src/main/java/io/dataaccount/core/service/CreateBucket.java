package io.dataaccount.core.service;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.error.SettingConflictException;
import io.dataaccount.core.error.SettingConflictException.Difference;
import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.account.RoleArn;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.bucket.BucketProtection;
import io.dataaccount.core.model.bucket.BucketSetting;
import io.dataaccount.core.model.bucket.Encryption;
import io.dataaccount.core.model.bucket.StoredEncryption;
import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.model.user.Role;
import io.dataaccount.core.port.BucketStore;
import io.dataaccount.core.port.SessionRequest.Purpose;
import io.dataaccount.core.port.SessionScope;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Creates a bucket and brings it to the wanted state. Whatever cuts it off, the same call again goes on from there: it
 * takes up a bucket that carries the use case's tags, or one without portal tags that is still empty, and leaves any
 * other alone. Once objects are in it, its versioning and encryption are those of a finished bucket. Versioning and
 * encryption must succeed; each hardening step beyond them may fail with a warning where the role or the server does not
 * allow it.
 *
 * <p>Of a bucket that exists, only what the command names changes, and what would be weakened or replaced only if the
 * command says so. Without that, a call on a finished bucket writes at most one of these settings, namely versioning that
 * is enabled, so that calls at the same time cannot weaken anything either.
 */
public final class CreateBucket {
    private final Authorizer authorizer;
    private final DataAccountSessions sessions;
    private final BucketStore store;
    private final DeploymentSettings settings;

    CreateBucket(Authorizer authorizer, DataAccountSessions sessions, BucketStore store, DeploymentSettings settings) {
        this.authorizer = authorizer;
        this.sessions = sessions;
        this.store = store;
        this.settings = settings;
    }

    /**
     * @throws SettingConflictException if the bucket exists and the command names what would weaken or replace a setting of it
     * @throws DataException FORBIDDEN, also if the use case is kept to a prefix; BUCKET_NAME_TAKEN if the bucket exists and is
     *     not this use case's; CONFLICT if it exists in another region or is being created just now; and what {@link
     *     BucketStore} and the credentials may refuse
     */
    public Result run(Caller caller, Command command) {
        AuthorizedCall guarded = authorizer
                .call(caller, Action.CREATE_BUCKET, command.usecaseId())
                .on("bucket", command.name());
        if (command.region() != null) {
            guarded.with("region", command.region());
        }
        CompletedSteps done = new CompletedSteps();
        return guarded.run(call -> create(call, caller, command, done));
    }

    private Result create(AuthorizedCall call, Caller caller, Command command, CompletedSteps done) {
        if (command.updateExisting()) {
            requireAdministrator(call, command.usecaseId());
            call.with("update_existing", true);
        }
        if (command.name().value().endsWith("-an")) {
            throw new InvalidInputException(
                    "bucket_name",
                    command.name().value(),
                    "must not end with -an, which S3 keeps for account regional namespaces");
        }
        Usecase usecase = sessions.usecase(command.usecaseId());
        sessions.checkMayCreateBuckets(usecase);
        if (command.region() != null) {
            checkPartition(usecase, command.region());
        }
        checkKey(usecase, command, command.region());
        AccountSession session = sessions.open(caller, usecase, Purpose.MANAGE, SessionScope.of(command.name()));

        BucketAdoption adoption = new BucketAdoption(store, session, command.name(), usecase.id(), caller, done);
        Optional<Bucket> present = adoption.find();
        Bucket bucket = wanted(command, present);
        checkPartition(usecase, bucket.region());
        checkKey(usecase, command, bucket.region());
        call.with("region", bucket.region());
        boolean created = adoption.createOrAdopt(bucket, present);
        call.with("created", created);
        return configure(
                call, session, command, adoption, new BucketHardening(store, session, bucket, done), bucket, created);
    }

    /** A region that the command leaves out is that of the bucket that exists. */
    private static Bucket wanted(Command command, Optional<Bucket> present) {
        return command.region() == null && present.isPresent()
                ? present.get()
                : new Bucket(command.name(), Objects.requireNonNullElse(command.region(), Region.US_EAST_1));
    }

    /** Everything is compared before the first setting is written, so that a conflict leaves the bucket as it is. */
    private Result configure(
            AuthorizedCall call,
            AccountSession session,
            Command command,
            BucketAdoption adoption,
            BucketHardening progress,
            Bucket bucket,
            boolean created) {
        BucketProtection present = created
                ? BucketHardening.readable(() -> store.protection(session, bucket), BucketProtection.NEVER_SET)
                : store.protection(session, bucket);
        boolean unfinished = present.versioning() == BucketProtection.Versioning.NEVER_SET
                && (created || BucketHardening.readable(() -> store.isEmpty(session, bucket), true));
        ProtectionChange change = ProtectionChange.of(command, present, unfinished, session.account(), bucket);
        List<Difference> differences = change.differences();
        if (!differences.isEmpty()) {
            call.with("replaces", differences.stream().map(Difference::field).collect(Collectors.joining(",")));
            if (!command.updateExisting()) {
                throw new SettingConflictException(
                        "The bucket '" + bucket.name() + "'",
                        differences,
                        "leave those fields out to keep what it has, or let a UseCaseAdmin send update_existing true.");
            }
        }
        progress.add(CompletedSteps.BUCKET, created);
        adoption.mark(bucket, progress);
        progress.change(
                "encryption",
                change.encryption() == null ? null : new BucketSetting.DefaultEncryption(change.encryption()));
        progress.change(
                "versioning", change.versioning() == null ? null : new BucketSetting.Versioning(change.versioning()));
        progress.harden("public_access_block", new BucketSetting.BlockPublicAccess());
        progress.harden("ownership", new BucketSetting.BucketOwnerEnforced());
        progress.harden("secure_transport", new BucketSetting.DenyInsecureTransport());
        progress.harden("lifecycle", new BucketSetting.AbortIncompleteUploads(7));
        boolean cors = progress.cors(settings.portalOrigins());
        BucketProtection after = change.isNone()
                ? present
                : BucketHardening.readable(() -> store.protection(session, bucket), change.after(present));
        adoption.confirm(bucket);
        return new Result(
                bucket,
                created,
                after.versioning() == BucketProtection.Versioning.ENABLED,
                after.encryption() == null ? StoredEncryption.of(Encryption.AES256) : after.encryption(),
                cors,
                progress.steps(),
                progress.warnings());
    }

    private static void requireAdministrator(AuthorizedCall call, UsecaseId usecase) {
        if (!call.role().includes(Role.USE_CASE_ADMIN)) {
            throw new DataException(
                    ErrorCode.FORBIDDEN,
                    "Your role in the use case '" + usecase + "' is " + call.role()
                            + ", and update_existing needs UseCaseAdmin: leave it out, or ask the use case's"
                            + " UseCaseAdmin to make this call.",
                    "update_existing",
                    null);
        }
    }

    private static void checkKey(Usecase usecase, Command command, @Nullable Region region) {
        if (command.encryption() != null && command.encryption().kmsKeyId() != null) {
            Set<AccountId> accounts = new HashSet<>();
            accounts.add(usecase.dataAccountRole().account());
            accounts.add(usecase.accountRole().account());
            command.encryption().kmsKeyId().requireIn(accounts, region);
        }
    }

    private static void checkPartition(Usecase usecase, Region region) {
        String wanted = "arn:" + region.partition().id() + ":";
        usecase.dataAccountRole()
                .role()
                .map(RoleArn::value)
                .filter(arn -> !arn.startsWith(wanted))
                .ifPresent(arn -> {
                    throw new InvalidInputException(
                            "region",
                            region.value(),
                            "is in partition " + region.partition().id() + ", but the use case's role is " + arn
                                    + ": choose a region of the role's partition");
                });
    }

    /**
     * What bucket is wanted. What is null is not named: a bucket that exists keeps what it has, and a new one gets the
     * default, which is us-east-1, versioning, and encryption with S3's own keys.
     *
     * @param updateExisting whether what is named may weaken or replace what an existing bucket has; for a UseCaseAdmin
     */
    public record Command(
            UsecaseId usecaseId,
            BucketName name,
            @Nullable Region region,
            @Nullable Boolean versioning,
            @Nullable Encryption encryption,
            boolean updateExisting) {
        public Command {
            requireNonNull(usecaseId, "usecaseId is null");
            requireNonNull(name, "name is null");
        }

        /** Everything named, and nothing that is there weakened or replaced. */
        public Command(UsecaseId usecaseId, BucketName name, Region region, boolean versioning, Encryption encryption) {
            this(usecaseId, name, region, versioning, encryption, false);
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
            StoredEncryption encryption,
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
