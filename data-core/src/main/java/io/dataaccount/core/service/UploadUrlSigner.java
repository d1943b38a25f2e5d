package io.dataaccount.core.service;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.upload.UrlLifetime;
import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.model.user.Caller;
import io.dataaccount.core.port.SessionRequest.Purpose;
import io.dataaccount.core.port.UploadPresigner;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Creates signers for upload URLs. Each URL is valid for exactly the lifetime that the signer reports. */
final class UploadUrlSigner {
    private final DataAccountSessions sessions;
    private final UploadPresigner presigner;
    private final DeploymentSettings settings;
    private final Clock clock;

    UploadUrlSigner(DataAccountSessions sessions, UploadPresigner presigner, DeploymentSettings settings, Clock clock) {
        this.sessions = sessions;
        this.presigner = presigner;
        this.settings = settings;
        this.clock = clock;
    }

    SigningSession open(Caller caller, Usecase usecase, TargetLocation target, UrlLifetime asked) {
        UrlLifetime wanted = asked.atMost(settings.maxExpiresIn().duration());
        AccountSession session = sessions.open(caller, usecase, Purpose.UPLOAD, target.scope(), wanted.duration());
        Bucket bucket = sessions.bucket(session, target.bucket()); // before the lifetime begins: it may take seconds
        Instant signedAt = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        UrlLifetime lifetime = session.credentials()
                .remainingAt(signedAt)
                .map(left -> whatIsLeft(wanted, left))
                .orElse(wanted);
        return new SigningSession(
                presigner.batch(session, bucket, signedAt, lifetime), lifetime, signedAt.plus(lifetime.duration()));
    }

    /** The lifetime, limited to the remaining time of the session: a URL expires with the session that signed it. */
    private static UrlLifetime whatIsLeft(UrlLifetime wanted, Duration left) {
        if (left.toSeconds() < 1) {
            throw new DataException(
                    ErrorCode.UNAVAILABLE,
                    "The credentials for the data account have just expired: try again. If this persists, renew the"
                            + " credentials that the server runs with.");
        }
        return wanted.atMost(left);
    }

    record SigningSession(UploadPresigner.Batch signer, UrlLifetime lifetime, Instant expiresAt) {}
}
