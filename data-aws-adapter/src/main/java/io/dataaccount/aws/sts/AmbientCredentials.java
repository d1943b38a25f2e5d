package io.dataaccount.aws.sts;

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

/** What the server runs with, for the one account that needs no role. Safe for use by many threads. */
final class AmbientCredentials {
    private static final String PRINCIPAL = "the server's own credentials";

    private final StsClient sts;
    private final AwsCredentialsProvider provider;
    private final Clock clock;
    private final SingleFlight<AccountId> asking = new SingleFlight<>();
    private volatile @Nullable AccountId account;

    AmbientCredentials(StsClient sts, AwsCredentialsProvider provider, Clock clock) {
        this.sts = sts;
        this.provider = provider;
        this.clock = clock;
    }

    AccountSession open(AccountId wanted) {
        AccountId own = account();
        if (!own.equals(wanted)) {
            throw new InvalidInputException(
                    ErrorCode.INCOMPLETE_CONFIGURATION,
                    "cross_account_role_arn",
                    null,
                    "names no role, but the use case's account " + wanted + " is not the server's own, " + own
                            + ": set it to the ARN of a role in account " + wanted
                            + " that trusts the server, or data_account_role_arn for a separate data account");
        }
        return new AccountSession(own, PRINCIPAL, credentials());
    }

    /** Asked of STS once. */
    AccountId account() {
        AccountId known = account;
        return known == null ? asking.call(this::askedAccount) : known;
    }

    private AccountId askedAccount() {
        AccountId known = account;
        if (known != null) {
            return known;
        }
        try {
            AccountId asked = accountOf(sts.getCallerIdentity());
            account = asked;
            return asked;
        } catch (SdkException e) {
            throw StsErrors.ofCallerIdentity(e);
        }
    }

    private static AccountId accountOf(GetCallerIdentityResponse answer) {
        String action = "sts:GetCallerIdentity";
        if (answer.account() == null) {
            throw StsErrors.incomplete(action, "Account", null);
        }
        try {
            return new AccountId(answer.account());
        } catch (InvalidInputException e) {
            throw StsErrors.incomplete(action, "Account", e);
        }
    }

    private Credentials credentials() {
        AwsCredentials found;
        try {
            found = provider.resolveCredentials();
        } catch (SdkException e) {
            throw unusable("cannot be had", e);
        }
        @Nullable Instant end = found.expirationTime().orElse(null);
        if (end != null && !clock.instant().isBefore(end)) {
            throw unusable("have ended", null);
        }
        @Nullable String token = found instanceof AwsSessionCredentials session ? session.sessionToken() : null;
        return new Credentials(found.accessKeyId(), found.secretAccessKey(), token, end);
    }

    private static DataException unusable(String what, @Nullable Throwable cause) {
        return new DataException(
                ErrorCode.UNAVAILABLE,
                "The server's own credentials " + what
                        + ". No use case is at fault: try again, and if this stays, renew"
                        + " the credentials that the server runs with.",
                cause);
    }
}
