package io.dataaccount.core.service;

import io.dataaccount.core.error.AccessDeniedException;
import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.bucket.BucketSetting;
import io.dataaccount.core.model.bucket.Origin;
import io.dataaccount.core.port.BucketStore;
import io.dataaccount.core.service.CreateBucket.Outcome;
import io.dataaccount.core.service.CreateBucket.Step;
import io.dataaccount.core.service.CreateBucket.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Applies the settings of a bucket and records the result of each step. For one call. */
final class BucketHardening {
    private final BucketStore store;
    private final AccountSession session;
    private final Bucket bucket;
    private final CompletedSteps done;
    private final List<Step> steps = new ArrayList<>();
    private final List<Warning> warnings = new ArrayList<>();

    BucketHardening(BucketStore store, AccountSession session, Bucket bucket, CompletedSteps done) {
        this.store = store;
        this.session = session;
        this.bucket = bucket;
        this.done = done;
    }

    /**
     * The value that the store reads, or the other value if the role may not read it or the server does not support it.
     * So a role without these permissions can still create a bucket.
     */
    static <T> T readable(Supplier<T> reading, T otherwise) {
        try {
            return reading.get();
        } catch (DataException e) {
            if (e.code() == ErrorCode.DATA_ACCOUNT_DENIED || e.code() == ErrorCode.NOT_SUPPORTED) {
                return otherwise;
            }
            throw e;
        }
    }

    List<Step> steps() {
        return steps;
    }

    List<Warning> warnings() {
        return warnings;
    }

    /**
     * Records a step.
     *
     * @param changed whether this attempt made a change; a change of an earlier attempt of the same call counts too
     */
    void add(String step, boolean changed) {
        if (changed) {
            done.add(step);
        }
        steps.add(new Step(step, done.has(step) ? Outcome.DONE : Outcome.UNCHANGED));
    }

    /**
     * Runs a step that must succeed.
     *
     * @param step the name of the step
     * @param setting the setting to apply, or null to keep the current one
     */
    void change(String step, @Nullable BucketSetting setting) {
        add(step, setting != null && store.apply(session, bucket, setting));
    }

    /** Runs a step that may fail with a warning. Returns whether the setting is applied. */
    boolean harden(String step, BucketSetting setting) {
        try {
            change(step, setting);
            return true;
        } catch (AccessDeniedException e) {
            fail(step, e.detail(), e.action());
        } catch (DataException e) {
            if (e.code() != ErrorCode.NOT_SUPPORTED && e.code() != ErrorCode.DATA_ACCOUNT_DENIED) {
                throw e;
            }
            fail(step, e.detail(), null);
        }
        return false;
    }

    /** Permits web pages of the origins to upload. Returns whether they can. */
    boolean cors(List<Origin> origins) {
        if (origins.isEmpty()) {
            fail(
                    "cors",
                    "No origin of the portal is configured, so no web page may upload into the bucket: the operator"
                            + " of the server can configure one. Then make this call again.",
                    null);
            return false;
        }
        return harden("cors", new BucketSetting.CorsForOrigins(origins));
    }

    private void fail(String step, String detail, @Nullable String action) {
        steps.add(new Step(step, Outcome.FAILED));
        warnings.add(new Warning(step, detail, action));
    }
}
