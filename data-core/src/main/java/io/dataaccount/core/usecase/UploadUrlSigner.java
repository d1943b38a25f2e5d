package io.dataaccount.core.usecase;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.Access;
import io.dataaccount.core.model.Bucket;
import io.dataaccount.core.model.Caller;
import io.dataaccount.core.model.ExpiresIn;
import io.dataaccount.core.model.Usecase;
import io.dataaccount.core.port.AccessRequest.Purpose;
import io.dataaccount.core.port.UploadPresigner;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Opens a signer whose URLs live exactly as long as it says. */
final class UploadUrlSigner {
    private final DataAccess data;
    private final UploadPresigner presigner;
    private final Settings settings;
    private final Clock clock;

    UploadUrlSigner(DataAccess data, UploadPresigner presigner, Settings settings, Clock clock) {
        this.data = data;
        this.presigner = presigner;
        this.settings = settings;
        this.clock = clock;
    }

    SigningSession open(Caller caller, Usecase usecase, Place place, ExpiresIn asked) {
        ExpiresIn wanted = asked.atMost(settings.maxExpiresIn().duration());
        Access access = data.open(caller, usecase, Purpose.UPLOAD, place.scope(), wanted.duration());
        Bucket bucket = data.bucket(access, place.bucket()); // first, as it may take seconds of what is promised
        Instant signedAt = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        ExpiresIn lifetime = access.credentials()
                .leftAt(signedAt)
                .map(left -> whatIsLeft(wanted, left))
                .orElse(wanted);
        return new SigningSession(
                presigner.batch(access, bucket, signedAt, lifetime), lifetime, signedAt.plus(lifetime.duration()));
    }

    /** A URL dies with the session that signed it, so it must not promise more than the session has left. */
    private static ExpiresIn whatIsLeft(ExpiresIn wanted, Duration left) {
        if (left.toSeconds() < 1) {
            throw new DataException(
                    ErrorCode.UNAVAILABLE,
                    "The credentials for the data account have just ended: try again. If this stays, renew the credentials"
                            + " that the server runs with.");
        }
        return wanted.atMost(left);
    }

    record SigningSession(UploadPresigner.Batch signer, ExpiresIn lifetime, Instant expiresAt) {}
}
