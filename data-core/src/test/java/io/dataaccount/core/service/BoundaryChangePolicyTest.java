package io.dataaccount.core.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.AccountRole;
import io.dataaccount.core.model.bucket.BucketName;
import io.dataaccount.core.model.object.Prefix;
import io.dataaccount.core.model.usecase.DataAccount;
import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.model.user.Role;
import io.dataaccount.core.model.user.RoleScope;
import io.dataaccount.core.model.user.UserRoles;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BoundaryChangePolicyTest {
    private static final UsecaseId NEIGHBOUR = new UsecaseId("neighbour");

    @Test
    void overlap_isNamedToThoseAloneWhoHaveARoleThere() {
        UserRoles stranger = new UserRoles(Map.of(RoleScope.of(new UsecaseId("mine")), Role.USE_CASE_ADMIN));
        assertThat(overlap(stranger).detail()).contains("another use case").doesNotContain(NEIGHBOUR.value());
        UserRoles viewer = new UserRoles(Map.of(RoleScope.of(NEIGHBOUR), Role.VIEWER));
        assertThat(overlap(viewer).detail()).contains(NEIGHBOUR.value());
    }

    private static DataException overlap(UserRoles roles) {
        DataException e = catchThrowableOfType(
                DataException.class,
                () -> BoundaryChangePolicy.checkApart(
                        roles, usecase(new UsecaseId("mine"), "team/a/"), () -> List.of(usecase(NEIGHBOUR, "team/"))));
        assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT);
        return e;
    }

    private static Usecase usecase(UsecaseId id, String prefix) {
        return new Usecase(
                id,
                "name",
                new AccountRole(new AccountId("111122223333"), null, null),
                null,
                null,
                new DataAccount(null, null, null, new BucketName("shared"), new Prefix(prefix)),
                Map.of(),
                Instant.EPOCH,
                Instant.EPOCH);
    }
}
