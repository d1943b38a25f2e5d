package io.dataaccount.aws.dynamodb;

import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.AccountRole;
import io.dataaccount.core.model.usecase.DataAccount;
import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.model.user.Role;
import io.dataaccount.core.model.user.RoleAssignment;
import io.dataaccount.core.model.user.RoleScope;
import io.dataaccount.core.model.user.UserId;
import java.time.Instant;
import java.util.Map;

/** A use case, a change of it and a role in it, for tests with a scripted server. */
final class Samples {
    static final UsecaseId ID = new UsecaseId("uc-1");
    static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
    static final Usecase USECASE = new Usecase(
            ID,
            "Vision",
            new AccountRole(new AccountId("111122223333"), null, null),
            null,
            null,
            DataAccount.UNSET,
            Map.of(),
            NOON,
            NOON);
    static final Usecase CHANGED = PortalTable.edit(USECASE, "New", Map.of());
    static final RoleAssignment ASSIGNMENT =
            new RoleAssignment(new UserId("ana"), RoleScope.of(ID), Role.VIEWER, null, null);

    private Samples() {}
}
