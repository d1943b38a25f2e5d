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
import io.dataaccount.core.port.CredentialResolver;
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
 * Creates a bucket and applies the wanted settings. After any interruption, the same call continues the work: it takes
 * over a bucket that has the use case's tags, or an empty one without portal tags, and changes no other bucket. As soon
 * as a bucket contains objects, its versioning and encryption count as final. Versioning and encryption must succeed.
 * Each further hardening step may fail with a warning if the role does not permit it or the server does not support it.
 *
 * <p>In an existing bucket, only settings that the command names change, and a setting is weakened or replaced only if
 * the command requests it. Otherwise a call on a finished bucket writes at most one of these settings: it enables
 * versioning. So calls at the same time cannot weaken a setting either. Safe for use by many threads.
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
     * Creates the bucket, or applies the settings to the existing one.
     *
     * @throws SettingConflictException if the bucket exists and the command would weaken or replace one of its settings
     * @throws DataException FORBIDDEN, also if the use case is limited to a prefix; BUCKET_NAME_TAKEN if the bucket
     *     exists and is not a bucket of this use case; CONFLICT if it exists in another region or is being created at
     *     the moment; and what {@link BucketStore} and {@link CredentialResolver} throw
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
                    "must not end with -an, which S3 reserves for account regional namespaces");
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

    /** The wanted bucket. Without a region in the command, it is the region of the existing bucket, or us-east-1. */
    private static Bucket wanted(Command command, Optional<Bucket> present) {
        return command.region() == null && present.isPresent()
                ? present.get()
                : new Bucket(command.name(), Objects.requireNonNullElse(command.region(), Region.US_EAST_1));
    }

    /** Compares all settings before it writes the first one, so that a conflict leaves the bucket unchanged. */
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
                        "leave those fields out to keep them, or have a UseCaseAdmin send update_existing true.");
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
     * The wanted bucket. A setting that is null is not named: an existing bucket keeps its setting, and a new one gets
     * the default, which is us-east-1, versioning, and encryption with S3's own keys.
     *
     * @param usecaseId the use case
     * @param name the name of the bucket
     * @param region the region, or null
     * @param versioning whether versioning is enabled, or null
     * @param encryption the default encryption, or null
     * @param updateExisting whether named settings may weaken or replace those of an existing bucket; only for a
     *     UseCaseAdmin
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

        /** A command with all settings named, which weakens or replaces nothing in an existing bucket. */
        public Command(UsecaseId usecaseId, BucketName name, Region region, boolean versioning, Encryption encryption) {
            this(usecaseId, name, region, versioning, encryption, false);
        }
    }

    /**
     * The bucket and its settings after the call.
     *
     * @param bucket the bucket
     * @param created whether this call created it; otherwise it existed and the settings were applied
     * @param versioning whether versioning is enabled
     * @param encryption the default encryption
     * @param corsConfigured whether the portal's pages can upload into it
     * @param steps in the order in which they ran
     * @param warnings one for each failed step
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

    /** A step and its outcome. */
    public record Step(String name, Outcome outcome) {}

    /** The outcome of a step. */
    public enum Outcome {
        /** The call made a change. */
        DONE,
        /** No change was necessary. */
        UNCHANGED,
        /** The step failed. The bucket is usable without it; a warning gives the reason. */
        FAILED
    }

    /**
     * The reason why a hardening step failed.
     *
     * @param step the name of the step
     * @param detail the sentence for the caller
     * @param action the IAM action that the role lacks, or null if the reason is another one
     */
    public record Warning(
            String step, String detail, @Nullable String action) {}
}
