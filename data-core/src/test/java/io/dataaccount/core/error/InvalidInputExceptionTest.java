package io.dataaccount.core.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InvalidInputExceptionTest {
    @Test
    void refusal_keepsNoStackTrace() {
        assertThat(new InvalidInputException("key", "/a", "must not begin with a slash").getStackTrace())
                .isEmpty();
    }

    @Test
    void at_saysTheSameOfAnotherField() {
        InvalidInputException refusal =
                new InvalidInputException("value", "\u001b", "must be 12 digits").at("account_id");
        assertThat(refusal.field()).contains("account_id");
        assertThat(refusal.detail()).isEqualTo("account_id '\\u001b' must be 12 digits.");
        assertThat(refusal).hasToString("io.dataaccount.core.error.InvalidInputException: " + refusal.detail());
    }
}
