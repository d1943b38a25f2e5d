package io.dataaccount.core.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.model.audit.AuditPeriod;
import io.dataaccount.core.model.audit.AuditPosition;
import io.dataaccount.core.model.audit.AuditQuery;
import io.dataaccount.core.model.page.PageToken;
import io.dataaccount.core.model.user.RoleScope;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Anyone can compute the checksum of a token, so the position in it may be any. */
class AuditPageTokensTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private final AuditPageTokens tokens =
            new AuditPageTokens(new AuditQuery(new RoleScope("team"), null, null, AuditPeriod.ALL));

    @Test
    void decode_returnsThePositionOfEveryIdThatALogCanStore() {
        for (String id : new String[] {"1", "a\nb", "ä".repeat(1024), "x".repeat(2048)}) {
            AuditPosition position = new AuditPosition(NOON, id);
            assertThat(tokens.decode(tokens.encode(position))).isEqualTo(position);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2049, 3000})
    void decode_refusesAnIdThatNoLogCanStore(int length) {
        PageToken forged = tokens.encode(new AuditPosition(NOON, "x".repeat(length)));
        assertThatThrownBy(() -> tokens.decode(forged))
                .isInstanceOfSatisfying(
                        InvalidInputException.class, e -> assertThat(e.field()).hasValue("page_token"));
    }

    @Test
    void decode_refusesATimeOutsideThePeriod() {
        AuditPosition later = new AuditPosition(AuditPeriod.MAX.plusMillis(1), "id");
        assertThatThrownBy(() -> tokens.decode(tokens.encode(later))).isInstanceOf(InvalidInputException.class);
    }
}
