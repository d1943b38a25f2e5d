package io.dataaccount.core.service;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.model.user.RoleScope;
import io.dataaccount.core.model.user.UserRoles;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a change of a use case's boundary must keep to where prefixes are enforced: a PortalAdmin makes it, it is whole, and
 * it does not overlap that of another use case. Where they are not enforced, bucket and prefix are defaults and no boundary.
 */
final class BoundaryChangePolicy {
    private final boolean enforced;

    BoundaryChangePolicy(boolean enforced) {
        this.enforced = enforced;
    }

    boolean enforced() {
        return enforced;
    }

    /** Whether the data is in another account than before, where that decides what the use case reaches. */
    boolean changedAccount(@Nullable Usecase stored, Usecase wanted) {
        return enforced && stored != null && !stored.dataAccountId().equals(wanted.dataAccountId());
    }

    /** Whether the boundary is another one, so that the others must be asked. */
    boolean changed(@Nullable Usecase stored, Usecase wanted) {
        return enforced && (stored == null || !UsecaseBoundary.of(stored).equals(UsecaseBoundary.of(wanted)));
    }

    /**
     * What can be said without the other use cases.
     *
     * @param stored null for a new use case
     * @throws DataException FORBIDDEN if only a PortalAdmin may make the change; INCOMPLETE_CONFIGURATION if it leaves a prefix
     *     without a bucket
     */
    void check(UserRoles roles, @Nullable Usecase stored, Usecase wanted) {
        String field = enforced ? changedField(stored, wanted) : null;
        if (field == null) {
            return;
        }
        if (!AccountChangePolicy.isPortalAdmin(roles)) {
            throw new DataException(
                    ErrorCode.FORBIDDEN,
                    "This server keeps use cases to their data bucket and prefix, so only a PortalAdmin may change "
                            + field + ": ask one.",
                    field,
                    null);
        }
        PrefixBoundary.checkHasBucket(wanted);
    }

    /**
     * @throws DataException CONFLICT if the boundary overlaps that of another use case, which is named if the caller has a role
     *     in it
     */
    static void checkApart(UserRoles roles, Usecase wanted, List<Usecase> others) {
        Optional<UsecaseBoundary> mine = UsecaseBoundary.of(wanted);
        others.stream()
                .filter(other -> UsecaseBoundary.of(other)
                        .filter(theirs -> mine.filter(theirs::overlaps).isPresent())
                        .isPresent())
                .findFirst()
                .ifPresent(other -> {
                    throw overlap(
                            mine.orElseThrow(),
                            seen(roles, other) ? "the use case '" + other.id() + "'" : "another use case");
                });
    }

    private static boolean seen(UserRoles roles, Usecase other) {
        return roles.in(RoleScope.of(other.id())).isPresent();
    }

    private static DataException overlap(UsecaseBoundary boundary, String holder) {
        String place = boundary.prefix().isRoot() ? "all of it" : "'" + boundary.prefix() + "'";
        return new DataException(
                ErrorCode.CONFLICT,
                "data_s3_prefix: in the bucket " + boundary.bucket() + ", " + place + " overlaps what " + holder
                        + " is kept to: choose a prefix that neither holds the other's nor lies in it, or another bucket.",
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
            return "s3_bucket"; // it counts as soon as data_s3_bucket is cleared
        }
        return stored.defaultPrefix().equals(wanted.defaultPrefix()) ? null : "data_s3_prefix";
    }
}
