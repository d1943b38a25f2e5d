package io.dataaccount.core.service;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.error.SafeText;
import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.model.user.UserRoles;
import io.dataaccount.core.port.OtherUsecases;
import io.dataaccount.core.port.UsecaseErrors;
import org.jspecify.annotations.Nullable;

/**
 * The rules for storing a use case: those that concern it alone, and those that concern other use cases too. The stored
 * use case is null for a new one.
 */
final class UsecaseRules {
    private final ServerAccount serverAccount;
    private final BoundaryChangePolicy boundaries;

    UsecaseRules(ServerAccount serverAccount, BoundaryChangePolicy boundaries) {
        this.serverAccount = serverAccount;
        this.boundaries = boundaries;
    }

    /**
     * Checks the rules that concern this use case alone.
     *
     * @throws DataException if the use case breaks one
     */
    void check(UserRoles roles, @Nullable Usecase stored, Usecase wanted) {
        wanted.dataAccountRole(); // throws if the settings do not fit together
        if (stored != null) {
            AccountChangePolicy.checkOwnAccount(roles, stored, wanted);
        }
        if (stored == null || !stored.accountRole().equals(wanted.accountRole())) {
            AccountChangePolicy.checkRoleOfAccount(wanted.accountRole());
        }
        if (stored == null || !stored.name().equals(wanted.name())) {
            checkName(wanted.name());
        }
        if (leadsElsewhere(stored, wanted)) {
            serverAccount.check(wanted);
        }
        boundaries.check(roles, stored, wanted);
    }

    /** Checks the characters of a name, which is shown to everybody who may see the use case. */
    private static void checkName(String name) {
        name.codePoints().filter(UsecaseRules::isNoText).findFirst().ifPresent(c -> {
            throw new InvalidInputException(
                    "name",
                    name,
                    String.format(
                            "must not contain control or format characters or noncharacters: leave out U+%04X", c));
        });
    }

    /**
     * Whether a name may not contain the character. Joiners are format characters, but parts of words and emoji, so
     * they are permitted.
     */
    private static boolean isNoText(int c) {
        boolean joiner = c == 0x200C || c == 0x200D;
        return (SafeText.isEscaped(c) && !joiner) || SafeText.isNoncharacter(c);
    }

    /** Whether the change concerns rules between use cases, so that it needs a guarded write. */
    boolean concernOthers(Usecase stored, Usecase wanted) {
        return !stored.accountRole().equals(wanted.accountRole())
                || comesToAccount(stored, wanted)
                || boundaries.changed(stored, wanted);
    }

    /**
     * Checks the rules between use cases.
     *
     * @throws DataException if the use case breaks one
     */
    void checkBeside(UserRoles roles, @Nullable Usecase stored, Usecase wanted, OtherUsecases others) {
        if (stored == null && others.all().stream().anyMatch(other -> other.id().looksLike(wanted.id()))) {
            throw UsecaseErrors.looksLike(wanted.id());
        }
        if (comesToAccount(stored, wanted) && !AccountChangePolicy.isPortalAdmin(roles)) {
            AccountChangePolicy.checkNobodyElses(roles, wanted, others, boundaries.enforced());
        }
        if (ExternalIds.changed(stored, wanted)) {
            ExternalIds.check(wanted, others);
        }
        if (boundaries.changed(stored, wanted)) {
            BoundaryChangePolicy.checkApart(roles, wanted, others);
        }
    }

    /**
     * Whether the change moves the use case to an account that others may use. If prefixes are enforced, this may also
     * be its own account, if it returns to it without a prefix.
     */
    private boolean comesToAccount(@Nullable Usecase stored, Usecase wanted) {
        return leadsElsewhere(stored, wanted) || boundaries.changedAccount(stored, wanted);
    }

    /** Whether the change sets another separate data account, role or external id. */
    static boolean leadsElsewhere(@Nullable Usecase stored, Usecase wanted) {
        return wanted.hasSeparateDataAccount()
                && (stored == null || !stored.separateAccess().equals(wanted.separateAccess()));
    }
}
