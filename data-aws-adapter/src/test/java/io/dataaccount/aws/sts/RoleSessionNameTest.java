package io.dataaccount.aws.sts;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.core.model.user.Caller;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RoleSessionNameTest {
    @Test
    void of_nameThatStsTakes_isTheName() {
        for (String name : List.of("ana@example.com", "a_b", "=,.+@-", "x".repeat(64))) {
            assertThat(of("u-1", name)).isEqualTo(name);
        }
    }

    @Test
    void of_nameThatStsRefuses_keepsWhatItCanAndMarksTheUser() {
        assertThat(of("u-1", "Ana María")).matches("Ana_Mar_a-[0-9a-f]{8}");
        assertThat(of("u-1", "a")).matches("a-[0-9a-f]{8}");
        assertThat(of("u-1", "日本語")).matches("_-[0-9a-f]{8}");
        assertThat(of("u-1", "a\r\nb")).matches("a_b-[0-9a-f]{8}");
        assertThat(of("u-1", "x".repeat(65))).hasSize(64);
    }

    @Test
    void of_noName_isTheUserId() {
        assertThat(of("auth0|12", " ")).matches("auth0_12-[0-9a-f]{8}");
        assertThat(of("sub-1", "")).isEqualTo("sub-1");
    }

    @Test
    void of_anything_isWhatStsTakes() {
        Stream.of("", " ", "a", "\ud800", "😀", "x".repeat(1000), "-", "\0", "Ana / Bob", "Ä".repeat(64))
                .forEach(name -> assertThat(of("u-1", name)).matches("[\\w+=,.@-]{2,64}"));
    }

    @Test
    void of_namesThatLookAlikeToSts_differByUser() {
        assertThat(of("u-1", "Ana M")).isNotEqualTo(of("u-2", "Ana_M"));
        assertThat(of("u-1", "Ana M")).isNotEqualTo(of("u-2", "Ana M"));
        assertThat(of("u-1", "Ana M")).isEqualTo(of("u-1", "Ana M"));
    }

    /** Two users get different session names even if one chose a name like the other's session name. */
    @Test
    void of_nameThatLooksMarked_isMarkedToo() {
        String marked = of("u-1", "Ana M");
        assertThat(of("u-2", marked)).isNotEqualTo(marked).matches("[\\w+=,.@-]{2,64}");
        assertThat(of("u-2", of("u-1", "x".repeat(70)))).isNotEqualTo(of("u-1", "x".repeat(70)));
        assertThat(of("u-1", marked)).isNotEqualTo(marked);
        String uuid = "550e8400-e29b-41d4-a716-446655440000";
        assertThat(of(uuid, "")).isEqualTo(uuid);
    }

    private static String of(String userId, String name) {
        return RoleSessionName.of(new Caller(userId, name, false));
    }
}
