package io.dataaccount.aws.sts;

import io.dataaccount.aws.sdk.AwsErrorSummary;
import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.error.SafeText;
import io.dataaccount.core.model.account.RoleArn;
import io.dataaccount.core.port.SessionScope;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What STS refuses, in our codes: by error code, then by status, never by message.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html">Common errors of STS</a>
 */
final class StsErrors {
    private static final Set<String> OWN_CREDENTIALS = Set.of(
            "ExpiredToken",
            "ExpiredTokenException",
            "InvalidClientTokenId",
            "UnrecognizedClientException",
            "SignatureDoesNotMatch",
            "IncompleteSignature",
            "MissingAuthenticationToken");

    private static final Set<String> INVALID = Set.of("ValidationError", "ValidationException");

    private StsErrors() {}

    static DataException ofAssumeRole(SdkException e, RoleArn role, SessionScope scope) {
        return refusal(e, role, scope).withOperatorNote(AwsErrorSummary.of(e));
    }

    private static DataException refusal(SdkException e, RoleArn role, SessionScope scope) {
        if (!(e instanceof AwsServiceException error)) {
            return unreachable(e);
        }
        String name = name(error);
        if (name.equals("RegionDisabledException")) {
            return new DataException(
                    ErrorCode.ASSUME_ROLE_DENIED,
                    "STS is not active for account " + role.account() + " in the region that the server uses: activate"
                            + " it in that account's IAM settings, or run the server with another region.",
                    e);
        }
        if (name.equals("PackedPolicyTooLarge")) {
            return SessionPolicy.refused(scope.prefix().value(), "is too long for a session policy of STS");
        }
        if (INVALID.contains(name)) {
            return new DataException(
                    ErrorCode.ASSUME_ROLE_DENIED,
                    "STS refused a session of role " + role + " as invalid. Most likely it is asked to last longer than"
                            + " the role's maximum session duration, or than the hour that a role may last which is"
                            + " assumed from another: allow longer sessions there, or configure shorter ones here.",
                    e);
        }
        return common(
                error,
                "sts:AssumeRole",
                () -> new DataException(
                        ErrorCode.ASSUME_ROLE_DENIED,
                        "STS refused the role " + role
                                + ". Most likely its trust policy does not name the server's principal,"
                                + " or asks for another external id than the use case has, or there is no such role: create the"
                                + " role, or mend its trust policy, or correct role and external id in the use case.",
                        e));
    }

    /**
     * A response that STS does not send. It says nothing about the role, so it is no refusal.
     *
     * @param element what the response does not have, or not in its form
     */
    static DataException incomplete(String action, String element, @Nullable Throwable cause) {
        return new DataException(
                ErrorCode.UNAVAILABLE,
                "STS answered " + action + " without a usable " + element
                        + ": try again. If this stays, check that the server's STS endpoint is STS and not a proxy.",
                cause);
    }

    static DataException otherAccount(RoleArn role, String account) {
        return new DataException(
                ErrorCode.ASSUME_ROLE_DENIED,
                "STS gave a session of account '" + SafeText.echo(account) + "' for the role " + role
                        + ": correct the role, or check which STS the server asks.");
    }

    static DataException ofCallerIdentity(SdkException e) {
        DataException refusal = e instanceof AwsServiceException error
                ? common(error, "sts:GetCallerIdentity", () -> ownCredentials(error))
                : unreachable(e);
        return refusal.withOperatorNote(AwsErrorSummary.of(e));
    }

    private static DataException common(AwsServiceException error, String action, Supplier<DataException> denial) {
        if (error.isThrottlingException() || error.statusCode() == 429) {
            return new DataException(
                    ErrorCode.THROTTLED, "STS asked to slow down at " + action + ": try again a little later.", error);
        }
        if (code(error).isEmpty()) {
            return new DataException(
                    ErrorCode.UNAVAILABLE,
                    action + " was refused with status " + error.statusCode() + " and without an error code of STS:"
                            + " try again. If this stays, check that the server's STS endpoint is STS and not a proxy.",
                    error);
        }
        if (OWN_CREDENTIALS.contains(name(error))) {
            return ownCredentials(error);
        }
        if (error.statusCode() == 403) {
            return denial.get();
        }
        return error.statusCode() >= 500
                ? new DataException(ErrorCode.UNAVAILABLE, "STS failed at " + action + ": try again.", error)
                : new DataException(ErrorCode.INTERNAL, action + " failed with " + name(error) + ".", error);
    }

    private static DataException ownCredentials(AwsServiceException error) {
        return new DataException(
                ErrorCode.UNAVAILABLE,
                "STS does not take the server's own credentials (it said " + name(error)
                        + "). No use case is at fault: renew or correct the credentials that the server runs with.",
                error);
    }

    private static DataException unreachable(SdkException e) {
        return new DataException(
                ErrorCode.UNAVAILABLE,
                "STS could not be asked: it did not answer, or the server has no credentials to ask with. Try again; if"
                        + " this stays, check the server's way to STS and its credentials.",
                e);
    }

    private static String name(AwsServiceException error) {
        return code(error).orElse("no error code");
    }

    /** Empty if who refused is not STS, but a proxy for example. */
    private static Optional<String> code(AwsServiceException error) {
        return Optional.ofNullable(error.awsErrorDetails())
                .map(AwsErrorDetails::errorCode)
                .filter(code -> !code.isBlank());
    }
}
