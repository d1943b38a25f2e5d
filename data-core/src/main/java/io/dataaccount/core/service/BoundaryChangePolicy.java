package io.dataaccount.core.service;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.model.user.RoleScope;
import io.dataaccount.core.model.user.UserRoles;
import io.dataaccount.core.port.OtherUsecases;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rules for a change of a use case's prefix boundary, if prefixes are enforced: a PortalAdmin makes the change, a
 * prefix has a bucket, and boundaries of use cases do not overlap. If prefixes are not enforced, bucket and prefix are
 * only defaults.
 */
final class BoundaryChangePolicy {
    private final boolean enforced;

    BoundaryChangePolicy(boolean enforced) {
        this.enforced = enforced;
    }

    boolean enforced() {
        return enforced;
    }

    /** Whether prefixes are enforced and the change moves the data to another account. */
    boolean changedAccount(@Nullable Usecase stored, Usecase wanted) {
        return enforced && stored != null && !stored.dataAccountId().equals(wanted.dataAccountId());
    }

    /** Whether prefixes are enforced and the boundary changes, so that the other use cases must be checked. */
    boolean changed(@Nullable Usecase stored, Usecase wanted) {
        return enforced && (stored == null || !UsecaseBoundary.of(stored).equals(UsecaseBoundary.of(wanted)));
    }

    /**
     * Checks the rules that do not concern other use cases.
     *
     * @param roles the caller's roles
     * @param stored null for a new use case
     * @param wanted the use case after the change
     * @throws DataException FORBIDDEN if only a PortalAdmin may make the change; INCOMPLETE_CONFIGURATION if the change
     *     leaves a prefix without a bucket
     */
    void check(UserRoles roles, @Nullable Usecase stored, Usecase wanted) {
        String field = enforced ? changedField(stored, wanted) : null;
        if (field == null) {
            return;
        }
        if (!AccountChangePolicy.isPortalAdmin(roles)) {
            throw new DataException(
                    ErrorCode.FORBIDDEN,
                    "This server limits use cases to their data bucket and prefix, so only a PortalAdmin may change "
                            + field + ": ask a PortalAdmin.",
                    field,
                    null);
        }
        PrefixBoundary.checkHasBucket(wanted);
    }

    /**
     * Checks that the boundary does not overlap the boundary of another use case.
     *
     * @throws DataException CONFLICT if it does; the detail names the other use case only if the caller has a role in
     *     it
     */
    static void checkApart(UserRoles roles, Usecase wanted, OtherUsecases others) {
        UsecaseBoundary.of(wanted)
                .ifPresent(mine -> others.ofAccount(mine.account()).stream()
                        .filter(other ->
                                UsecaseBoundary.of(other).filter(mine::overlaps).isPresent())
                        .findFirst()
                        .ifPresent(other -> {
                            throw overlap(
                                    mine,
                                    seen(roles, other) ? "the use case '" + other.id() + "'" : "another use case");
                        }));
    }

    private static boolean seen(UserRoles roles, Usecase other) {
        return roles.in(RoleScope.of(other.id())).isPresent();
    }

    private static DataException overlap(UsecaseBoundary boundary, String holder) {
        String place = boundary.prefix().isRoot() ? "the root" : "'" + boundary.prefix() + "'";
        return new DataException(
                ErrorCode.CONFLICT,
                "data_s3_prefix: in the bucket " + boundary.bucket() + ", " + place
                        + " overlaps the prefix boundary of " + holder
                        + ": choose a prefix that neither contains the other one nor is inside it, or another bucket.",
                "data_s3_prefix",
                null);
    }

    private static @Nullable String changedField(@Nullable Usecase stored, Usecase wanted) {
        if (stored == null) {
            return "data_s3_prefix";
        }
        if (!stored.dataBucket().equals(wanted.dataBucket())) {
            boolean own = Objects.equals(stored.data().bucket(), wanted.data().bucket());
            return own ? "s3_bucket" : "data_s3_bucket";
        }
        if (!Objects.equals(stored.bucket(), wanted.bucket())) {
            return "s3_bucket"; // it becomes the data bucket as soon as data_s3_bucket is cleared
        }
        return stored.defaultPrefix().equals(wanted.defaultPrefix()) ? null : "data_s3_prefix";
    }
}
