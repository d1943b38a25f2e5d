package io.dataaccount.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Asserts that a call fails with the error code of the port. */
final class Refusals {
    private Refusals() {}

    static DataException assertRefused(ErrorCode code, ThrowingCallable call) {
        DataException refusal = catchThrowableOfType(DataException.class, call);
        assertThat(refusal).as("refused with %s", code).isNotNull();
        assertThat(refusal.code()).as(refusal.detail()).isEqualTo(code);
        return refusal;
    }

    static void assertRefusedField(String field, ThrowingCallable call) {
        assertThat(assertRefused(ErrorCode.INVALID_INPUT, call).field()).contains(field);
    }
}
