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

/** Opens a signer whose URLs live exactly as long as it says. */
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
        Bucket bucket = sessions.bucket(session, target.bucket()); // first, as it may take seconds of what is promised
        Instant signedAt = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        UrlLifetime lifetime = session.credentials()
                .remainingAt(signedAt)
                .map(left -> whatIsLeft(wanted, left))
                .orElse(wanted);
        return new SigningSession(
                presigner.batch(session, bucket, signedAt, lifetime), lifetime, signedAt.plus(lifetime.duration()));
    }

    /** A URL dies with the session that signed it, so it must not promise more than the session has left. */
    private static UrlLifetime whatIsLeft(UrlLifetime wanted, Duration left) {
        if (left.toSeconds() < 1) {
            throw new DataException(
                    ErrorCode.UNAVAILABLE,
                    "The credentials for the data account have just ended: try again. If this stays, renew the credentials"
                            + " that the server runs with.");
        }
        return wanted.atMost(left);
    }

    record SigningSession(UploadPresigner.Batch signer, UrlLifetime lifetime, Instant expiresAt) {}
}
