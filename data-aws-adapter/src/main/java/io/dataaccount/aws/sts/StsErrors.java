package io.dataaccount.aws.sts;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dataaccount.aws.credentials.OwnCredentialsException;
import io.dataaccount.aws.network.ConnectionException;
import io.dataaccount.aws.sdk.AwsErrorSummary;
import io.dataaccount.aws.sdk.ForeignResponseException;
import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.error.SafeText;
import io.dataaccount.core.model.account.RoleArn;
import io.dataaccount.core.port.SessionScope;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Translates errors of STS into our error codes: by the error code of STS, then by HTTP status, never by message.
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
            "RequestExpired",
            "MissingAuthenticationToken");

    /** Codes of an invalid request of which the policy may be the invalid part. */
    private static final Set<String> INVALID_PARAMETER =
            Set.of("InvalidParameterValue", "InvalidRequest", "InvalidArgument");

    private static final Set<String> DENIED = Set.of("AccessDenied", "AccessDeniedException");

    private static final Set<String> INVALID = Set.of("ValidationError", "ValidationException");

    private static final Pattern CODE = Pattern.compile("<(?:\\w+:)?Code>\\s*\\w");

    private StsErrors() {}

    static DataException ofAssumeRole(SdkException e, RoleArn role, SessionScope scope) {
        return e instanceof OwnCredentialsException own
                ? own.refusal()
                : refusal(e, role, scope).withOperatorNote(AwsErrorSummary.of(e));
    }

    private static DataException refusal(SdkException e, RoleArn role, SessionScope scope) {
        if (!(e instanceof AwsServiceException error)) {
            return unreachable(e);
        }
        String name = name(error);
        if (name.equals("RegionDisabledException")) {
            return new DataException(
                    ErrorCode.ASSUME_ROLE_DENIED,
                    "STS is not active for account " + role.account()
                            + " in the server's region: activate it in the IAM settings of that account, or run the"
                            + " server in another region.",
                    e);
        }
        if (name.equals("PackedPolicyTooLarge")) {
            return SessionPolicy.refused(scope.prefix().value(), "is too long for a session policy");
        }
        if (INVALID.contains(name)) {
            return new DataException(
                    ErrorCode.ASSUME_ROLE_DENIED,
                    "STS refused the request for a session of role " + role + " as invalid. Most likely the requested"
                            + " duration exceeds the role's maximum session duration, or the limit of one hour for a"
                            + " role that is assumed with another role: allow longer sessions in the role, or"
                            + " configure shorter ones here.",
                    e);
        }
        if (INVALID_PARAMETER.contains(name) || isInvalidPolicy(name)) {
            return new DataException(
                    ErrorCode.ASSUME_ROLE_DENIED,
                    "STS refused the request for a session of role " + role + " as invalid (STS error: " + name
                            + "). Most likely it does not accept the session policy, and Data Account starts no session"
                            + " without one: if this STS is not that of AWS, set STS_POLICY_DIALECT to compatible.",
                    e);
        }
        return common(
                error,
                "sts:AssumeRole for role " + role,
                ErrorCode.ASSUME_ROLE_DENIED,
                () -> new DataException(
                        ErrorCode.ASSUME_ROLE_DENIED,
                        "STS refused the role " + role
                                + ". Most likely its trust policy does not name the server's principal, or requires"
                                + " another external id than that of the use case, or the role does not exist: create"
                                + " the role, correct its trust policy, or correct the role and external id of the use"
                                + " case.",
                        e));
    }

    /**
     * Whether STS may have refused the request because of the session policy: a status 400 with a code of an invalid
     * policy or parameter, or without a code. Servers of other makers send such errors in the format of S3, in which the
     * SDK finds no code.
     */
    static boolean mayBeAboutThePolicy(AwsServiceException error) {
        if (error.statusCode() != 400 || error.isThrottlingException()) {
            return false;
        }
        String code = AwsErrorSummary.codeOf(error).orElse("");
        return code.isEmpty() || INVALID_PARAMETER.contains(code) || isInvalidPolicy(code);
    }

    /**
     * Whether the error may come from a proxy in front of STS: neither the SDK nor a search in the body finds an error
     * code.
     */
    static boolean mayBeOfAProxy(AwsServiceException error) {
        AwsErrorDetails details = error.awsErrorDetails();
        SdkBytes body = details == null ? null : details.rawResponse();
        return AwsErrorSummary.codeOf(error).isEmpty()
                && (body == null
                        || !CODE.matcher(new String(body.asByteArrayUnsafe(), UTF_8))
                                .find());
    }

    private static boolean isInvalidPolicy(String code) {
        return code.contains("Policy") && (code.contains("Malformed") || code.contains("Invalid"));
    }

    /**
     * The exception for a response that real STS does not send. It says nothing about the role, so it is not a denial.
     *
     * @param element the element that the response does not have, or has in the wrong form
     */
    static DataException incomplete(String action, String element, @Nullable Throwable cause) {
        return new DataException(
                ErrorCode.UNAVAILABLE,
                "The STS response to " + action + " has no valid " + element
                        + ": try again. If the error persists, check that the server's STS endpoint is STS and not a"
                        + " proxy.",
                cause);
    }

    static DataException otherAccount(RoleArn role, String account) {
        return new DataException(
                ErrorCode.ASSUME_ROLE_DENIED,
                "STS returned a session in account '" + SafeText.echo(account) + "' for the role " + role
                        + ": correct the role, or check the server's STS endpoint.");
    }

    static DataException ofCallerIdentity(SdkException e) {
        if (e instanceof OwnCredentialsException own) {
            return own.refusal();
        }
        DataException refusal = e instanceof AwsServiceException error
                ? common(error, "sts:GetCallerIdentity", ErrorCode.UNAVAILABLE, () -> ownCredentials(error))
                : unreachable(e);
        return refusal.withOperatorNote(AwsErrorSummary.of(e));
    }

    /**
     * @param refused the code for an error code that we do not know, with a status below 500
     * @param denial the exception if STS denies the action
     */
    private static DataException common(
            AwsServiceException error, String action, ErrorCode refused, Supplier<DataException> denial) {
        if (error.isThrottlingException() || error.statusCode() == 429) {
            return new DataException(
                    ErrorCode.THROTTLED, "STS throttled " + action + ": wait a few seconds and try again.", error);
        }
        String name = name(error);
        if (OWN_CREDENTIALS.contains(name)) {
            return ownCredentials(error);
        }
        if (DENIED.contains(name)) {
            return denial.get();
        }
        // a response without an error code may come from a proxy, so it says nothing about the role
        boolean unavailable = AwsErrorSummary.codeOf(error).isEmpty() || error.statusCode() >= 500;
        return new DataException(
                unavailable ? ErrorCode.UNAVAILABLE : refused,
                AwsErrorSummary.unexplained("STS", action, error),
                error);
    }

    private static DataException ownCredentials(AwsServiceException error) {
        return new DataException(
                ErrorCode.UNAVAILABLE,
                "STS refused the server's own credentials (STS error: " + name(error)
                        + "). This is not a fault of the use case: renew or correct the server's own credentials.",
                error);
    }

    private static DataException unreachable(SdkException e) {
        Optional<ForeignResponseException> foreign = ForeignResponseException.in(e);
        if (foreign.isPresent()) {
            return new DataException(
                    ErrorCode.UNAVAILABLE,
                    "The STS response has " + foreign.get().content()
                            + ": try again. If the error persists, check that the server's STS endpoint is STS and not a"
                            + " proxy.",
                    e);
        }
        return new DataException(
                ErrorCode.UNAVAILABLE,
                ConnectionException.in(e)
                        .map(connection -> connection.sentence("STS"))
                        .orElse(
                                "There is no response from STS: try again. If the error persists, check the server's network"
                                        + " connection to STS."),
                e);
    }

    private static String name(AwsServiceException error) {
        return AwsErrorSummary.codeOf(error).orElse("no error code");
    }
}
