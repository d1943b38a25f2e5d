package io.dataaccount.core.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.core.model.user.Caller;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallerFactoryTest {
    @Test
    void ofToken_isTheSub_calledByTheBestName() {
        Map<String, Object> claims =
                Map.of("sub", "s-1", "cognito:username", " ", "username", "ana", "email", "ana@example.com");
        assertThat(CallerFactory.ofToken(claims, List.of())).isEqualTo(new Caller("s-1", "ana", false));
        assertThat(CallerFactory.ofToken(Map.of("sub", "s-1", "email", "a\nb"), List.of()))
                .isEqualTo(new Caller("s-1", "s-1", false));
    }

    @Test
    void ofToken_withoutASubOfUse_isNobody() {
        assertThat(CallerFactory.ofToken(Map.of("email", "ana@example.com"), List.of("PortalAdmin")))
                .isNull();
        for (Object sub : List.of("", " ", "\t", "a\u0000", "a\r\nb", "a\u0085", 7, List.of("a"), "a".repeat(256))) {
            assertThat(CallerFactory.ofToken(Map.of("sub", sub), List.of())).isNull();
        }
        assertThat(CallerFactory.ofToken(Map.of("sub", "a".repeat(255)), List.of()))
                .isNotNull();
    }

    @Test
    void ofToken_withTheExactRoleOrGroup_isAdministrator() {
        assertThat(admin("custom:role", "PortalAdmin", List.of())).isTrue();
        assertThat(admin("x", "y", List.of("Viewers", "PortalAdmin"))).isTrue();
        assertThat(admin("custom:role", "portaladmin", List.of("PORTALADMIN", " PortalAdmin", "PortalAdmins")))
                .isFalse();
        assertThat(admin("custom:role", List.of("PortalAdmin"), List.of())).isFalse();
        assertThat(admin("role", "PortalAdmin", List.of())).isFalse();
    }

    private static boolean admin(String claim, Object value, List<String> groups) {
        Caller caller = CallerFactory.ofToken(Map.of("sub", "s-1", claim, value), groups);
        return caller != null && caller.portalAdmin();
    }
}
