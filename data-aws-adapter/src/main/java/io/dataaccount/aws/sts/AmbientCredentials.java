package io.dataaccount.aws.sts;

import io.dataaccount.aws.credentials.OwnCredentialsException;
import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.model.account.AccountId;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.account.Credentials;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * The server's own credentials, for use cases in the server's own account, which need no role. Safe for many threads.
 */
final class AmbientCredentials {
    private static final String PRINCIPAL = "the server's own credentials";

    private final StsClient sts;
    private final AwsCredentialsProvider provider;
    private final Clock clock;
    private final SingleFlight<AccountId> accountLookup = new SingleFlight<>();
    private volatile @Nullable AccountId account;

    AmbientCredentials(StsClient sts, AwsCredentialsProvider provider, Clock clock) {
        this.sts = sts;
        this.provider = provider;
        this.clock = clock;
    }

    /**
     * A session with the server's own credentials.
     *
     * @throws InvalidInputException if the account is not the server's own
     * @throws DataException UNAVAILABLE if there are no credentials, if they have expired, or if STS does not respond
     */
    AccountSession open(AccountId wanted) {
        AccountId own = account();
        if (!own.equals(wanted)) {
            throw new InvalidInputException(
                    ErrorCode.INCOMPLETE_CONFIGURATION,
                    "cross_account_role_arn",
                    null,
                    "is not set, but the use case's account " + wanted + " is not the server's own account " + own
                            + ": set it to the ARN of a role in account " + wanted
                            + " that trusts the server, or set data_account_role_arn for a separate data account");
        }
        return new AccountSession(own, PRINCIPAL, credentials());
    }

    /** The account of the credentials. Calls STS once; later calls use the stored result. */
    AccountId account() {
        AccountId known = account;
        return known == null ? accountLookup.call(this::lookUpAccount) : known;
    }

    private AccountId lookUpAccount() {
        AccountId known = account;
        if (known != null) {
            return known;
        }
        try {
            AccountId found = accountOf(sts.getCallerIdentity());
            account = found;
            return found;
        } catch (SdkException e) {
            throw StsErrors.ofCallerIdentity(e);
        }
    }

    private static AccountId accountOf(GetCallerIdentityResponse response) {
        String action = "sts:GetCallerIdentity";
        if (response.account() == null) {
            throw StsErrors.incomplete(action, "Account", null);
        }
        try {
            return new AccountId(response.account());
        } catch (InvalidInputException e) {
            throw StsErrors.incomplete(action, "Account", e);
        }
    }

    private Credentials credentials() {
        AwsCredentials found;
        try {
            found = provider.resolveCredentials();
        } catch (OwnCredentialsException e) {
            throw e.refusal();
        } catch (SdkException e) {
            throw unusable("are not available", e);
        }
        @Nullable Instant end = found.expirationTime().orElse(null);
        if (end != null && !clock.instant().isBefore(end)) {
            throw unusable("have expired", null);
        }
        @Nullable String token = found instanceof AwsSessionCredentials session ? session.sessionToken() : null;
        return new Credentials(found.accessKeyId(), found.secretAccessKey(), token, end);
    }

    private static DataException unusable(String what, @Nullable Throwable cause) {
        return new DataException(
                ErrorCode.UNAVAILABLE,
                "The server's own credentials " + what
                        + ". This is not a fault of the use case: try again. If the error persists, renew the server's"
                        + " own credentials.",
                cause);
    }
}
