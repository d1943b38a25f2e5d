package io.dataaccount.testkit.embedded.sts;

import io.dataaccount.testkit.embedded.auth.EmbeddedSessionPolicy;
import io.dataaccount.testkit.embedded.auth.Principal;
import io.dataaccount.testkit.embedded.auth.SessionRegistry;
import io.dataaccount.testkit.embedded.config.EmbeddedRole;
import io.dataaccount.testkit.embedded.http.AwsErrorException;
import io.dataaccount.testkit.embedded.http.RawQuery;
import io.dataaccount.testkit.embedded.http.XmlText;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Issues sessions of the registered roles. Every role trusts every caller with valid credentials. */
public final class AssumeRole {
    private static final Pattern SESSION_NAME = Pattern.compile("[\\w+=,.@-]{2,64}");
    private static final int MIN_SECONDS = 900;
    private static final int MAX_SECONDS = 43_200;
    private static final int DEFAULT_SECONDS = 3600;
    private static final int MAX_CHAINED_SECONDS = 3600;

    private final Map<String, EmbeddedRole> roles = new ConcurrentHashMap<>();
    private final SessionRegistry registry;

    public AssumeRole(SessionRegistry registry) {
        this.registry = registry;
    }

    /** Adds the role; replaces a role with the same ARN. */
    public void register(EmbeddedRole role) {
        roles.put(role.arn(), role);
    }

    XmlText respond(RawQuery form, Principal caller, String requestId) {
        String arn = required(form, "RoleArn");
        String name = sessionName(required(form, "RoleSessionName"));
        Optional<String> policy = form.first("Policy");
        EmbeddedSessionPolicy callers = caller.policy();
        if (callers != null && !callers.allows("sts:AssumeRole", arn, Map.of())) {
            throw denied(caller, arn);
        }
        EmbeddedRole role = Optional.ofNullable(roles.get(arn))
                .filter(known -> known.externalId() == null
                        || form.first("ExternalId")
                                .filter(known.externalId()::equals)
                                .isPresent())
                .orElseThrow(() -> denied(caller, arn));
        int seconds = seconds(form, role, caller);
        Principal session = registry.issue(role, name, policy.orElse(null), seconds);
        Instant end = session.expiresAt();
        String token = session.sessionToken();
        if (end == null || token == null) {
            throw new IllegalStateException("the session has no token or no expiry");
        }
        XmlText text = new XmlText()
                .open("AssumeRoleResponse", XmlText.STS)
                .open("AssumeRoleResult")
                .open("AssumedRoleUser")
                .leaf("AssumedRoleId", session.userId())
                .leaf("Arn", session.arn())
                .close("AssumedRoleUser")
                .open("Credentials")
                .leaf("AccessKeyId", session.accessKeyId())
                .leaf("SecretAccessKey", session.secretAccessKey())
                .leaf("SessionToken", token)
                .leaf("Expiration", end.toString())
                .close("Credentials");
        policy.ifPresent(p -> text.leaf("PackedPolicySize", Integer.toString(EmbeddedSessionPolicy.percentUsed(p))));
        return text.close("AssumeRoleResult")
                .open("ResponseMetadata")
                .leaf("RequestId", requestId)
                .close("ResponseMetadata")
                .close("AssumeRoleResponse");
    }

    private static String sessionName(String name) {
        if (!SESSION_NAME.matcher(name).matches()) {
            throw validation("1 validation error detected: Value '" + name
                    + "' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression"
                    + " pattern: [\\w+=,.@-]{2,64}");
        }
        return name;
    }

    private static int seconds(RawQuery form, EmbeddedRole role, Principal caller) {
        String given = form.first("DurationSeconds").orElse(Integer.toString(DEFAULT_SECONDS));
        int seconds = given.matches("\\d{1,6}") ? Integer.parseInt(given) : 0;
        if (seconds < MIN_SECONDS || seconds > MAX_SECONDS) {
            throw validation("1 validation error detected: Value '" + given
                    + "' at 'durationSeconds' failed to satisfy constraint: Member must have value between "
                    + MIN_SECONDS + " and " + MAX_SECONDS);
        }
        if (caller.isSession() && seconds > MAX_CHAINED_SECONDS) {
            throw validation("The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role"
                    + " chaining");
        }
        if (seconds > role.maxSessionSeconds()) {
            throw validation("The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        }
        return seconds;
    }

    private static String required(RawQuery form, String name) {
        return form.first(name)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> validation("1 validation error detected: Value null at '"
                        + Character.toLowerCase(name.charAt(0)) + name.substring(1)
                        + "' failed to satisfy constraint: Member must not be null"));
    }

    private static AwsErrorException denied(Principal caller, String arn) {
        return new AwsErrorException(
                403,
                "AccessDenied",
                "User: " + caller.arn() + " is not authorized to perform: sts:AssumeRole on resource: " + arn);
    }

    private static AwsErrorException validation(String errorMessage) {
        return new AwsErrorException(400, "ValidationError", errorMessage);
    }
}
