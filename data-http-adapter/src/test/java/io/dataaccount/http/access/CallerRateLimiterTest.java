package io.dataaccount.http.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.error.TooManyRequestsException;
import io.dataaccount.core.model.user.Caller;
import org.junit.jupiter.api.Test;

class CallerRateLimiterTest {
    private static final Caller ANA = new Caller("ana", "Ana", false);
    private static final Caller BO = new Caller("bo", "Bo", false);

    private long nanos;
    private final CallerRateLimiter limits = new CallerRateLimiter(2, () -> nanos);

    @Test
    void burst_isFourSecondsWorth_andThenTheCallerWaits() {
        exhaust(ANA);
        assertThatThrownBy(() -> limits.admit(ANA)).isInstanceOfSatisfying(TooManyRequestsException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.TOO_MANY_REQUESTS);
            assertThat(e.retryAfterSeconds()).isEqualTo(1);
        });
    }

    @Test
    void otherCallers_doNotWait() {
        exhaust(ANA);
        limits.admit(BO);
    }

    @Test
    void sameCaller_inAnotherRequest_isTheSame() {
        exhaust(ANA);
        assertThatThrownBy(() -> limits.admit(ANA.withRequestId("another")))
                .isInstanceOf(TooManyRequestsException.class);
    }

    @Test
    void caller_mayCallAgainAfterTheReportedTime() {
        exhaust(ANA);
        nanos += 1_000_000_000;
        limits.admit(ANA);
        limits.admit(ANA);
        assertThatThrownBy(() -> limits.admit(ANA)).isInstanceOf(TooManyRequestsException.class);
    }

    private void exhaust(Caller caller) {
        for (int i = 0; i < 8; i++) {
            limits.admit(caller);
        }
    }
}
