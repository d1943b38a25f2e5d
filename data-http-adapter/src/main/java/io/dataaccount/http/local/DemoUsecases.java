package io.dataaccount.http.local;

import io.dataaccount.core.Internal;
import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.AccountRole;
import io.dataaccount.core.model.account.ExternalId;
import io.dataaccount.core.model.account.RoleArn;
import io.dataaccount.core.model.object.Prefix;
import io.dataaccount.core.model.usecase.DataAccount;
import io.dataaccount.core.model.usecase.UsecaseId;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.service.CreateUsecase;
import io.dataaccount.testkit.embedded.config.EmbeddedRole;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two use cases that a new local server has: {@code demo}, whose data is in its own account, and
 * {@code demo-cross}, whose data is in another account.
 */
@Internal
public final class DemoUsecases {
    private static final Logger LOG = LoggerFactory.getLogger(DemoUsecases.class);

    private static final AccountId ACCOUNT = new AccountId("111111111111");
    private static final AccountId DATA_ACCOUNT = new AccountId("222222222222");
    private static final RoleArn ROLE = new RoleArn("arn:aws:iam::" + ACCOUNT + ":role/DDAPortalAccessRole");
    private static final RoleArn DATA_ROLE = new RoleArn("arn:aws:iam::" + DATA_ACCOUNT + ":role/DDADataAccessRole");
    private static final ExternalId EXTERNAL_ID = new ExternalId("demo-external-id");
    private static final ExternalId DATA_EXTERNAL_ID = new ExternalId("demo-data-external-id");

    private DemoUsecases() {}

    /** The roles that the two use cases name, for the embedded STS. */
    public static List<EmbeddedRole> roles() {
        return List.of(
                new EmbeddedRole(ROLE.value(), EXTERNAL_ID.value()),
                new EmbeddedRole(DATA_ROLE.value(), DATA_EXTERNAL_ID.value()));
    }

    /**
     * Creates the use cases that do not exist. Does not change one that exists. Logs a warning and skips one that
     * conflicts with a stored use case, so that the server starts anyway.
     *
     * @param caller an administrator
     * @throws DataException if the store fails
     */
    public static void seed(CreateUsecase create, Caller caller) {
        seed(create, caller, "demo", "Demo: data in its own account", DataAccount.UNSET);
        seed(
                create,
                caller,
                "demo-cross",
                "Demo: data in another account",
                new DataAccount(DATA_ACCOUNT, DATA_ROLE, DATA_EXTERNAL_ID, null, new Prefix("datasets/")));
    }

    private static void seed(CreateUsecase create, Caller caller, String id, String name, DataAccount data) {
        AccountRole accountRole = new AccountRole(ACCOUNT, ROLE, EXTERNAL_ID);
        try {
            create.run(
                    caller,
                    new CreateUsecase.Command(new UsecaseId(id), name, accountRole, null, null, data, Map.of()));
        } catch (DataException e) {
            if (e.code() == ErrorCode.CONFLICT) {
                LOG.warn("The demo use case '{}' was not created: {}", id, e.detail());
            } else if (e.code() != ErrorCode.USECASE_EXISTS) {
                throw e;
            }
        }
    }
}
