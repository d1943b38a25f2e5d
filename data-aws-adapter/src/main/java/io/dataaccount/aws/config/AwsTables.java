package io.dataaccount.aws.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names of the DynamoDB tables, which Data Account shares with the portal. Immutable.
 *
 * @param usecases the table of use cases
 * @param userRoles the table of users' roles
 * @param auditLogTable the table of the audit log; null if there is none
 * @param auditKept how long the table of the audit log keeps an event
 */
public record AwsTables(
        String usecases, String userRoles, @Nullable String auditLogTable, Duration auditKept) {
    private static final String DEFAULT_AUDIT_LOG = "dda-portal-audit-log";
    private static final int DEFAULT_AUDIT_DAYS = 365;

    /** The portal's default table names; audit events are kept for 365 days. */
    public static final AwsTables PORTAL = new AwsTables(
            AwsConfig.DEFAULT_USECASES_TABLE,
            "dda-portal-user-roles",
            DEFAULT_AUDIT_LOG,
            Duration.ofDays(DEFAULT_AUDIT_DAYS));

    static final int MAX_AUDIT_DAYS = 3650;

    /** The value of {@code AUDIT_LOG_TABLE} for a deployment without that table. */
    private static final String NONE = "none";

    /** @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html">TableName</a> */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{3,255}");

    public AwsTables {
        requireNonNull(usecases, "usecases is null");
        requireNonNull(userRoles, "userRoles is null");
        requireNonNull(auditKept, "auditKept is null");
    }

    /** The table of the audit log, if there is one. */
    public Optional<String> auditLog() {
        return Optional.ofNullable(auditLogTable);
    }

    static AwsTables read(Environment values) {
        String usecases = values.optional("USECASES_TABLE", AwsTables::name, PORTAL.usecases());
        String roles = values.optional("USER_ROLES_TABLE", AwsTables::name, PORTAL.userRoles());
        String audit = values.optional("AUDIT_LOG_TABLE", AwsTables::name, DEFAULT_AUDIT_LOG);
        int days = values.optional(
                "AUDIT_LOG_DAYS", text -> Environment.integer(text, 1, MAX_AUDIT_DAYS), DEFAULT_AUDIT_DAYS);
        return new AwsTables(usecases, roles, audit.equals(NONE) ? null : audit, Duration.ofDays(days));
    }

    private static String name(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("must be the name of a DynamoDB table: 3 to 255 of a-z A-Z 0-9 _ . -");
        }
        return name;
    }
}
