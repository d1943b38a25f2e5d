package io.dataaccount.core.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryStringTest {
    @Test
    void decode_keepsTheOrderSent() {
        assertThat(QueryString.decode("prefix=raw%2Fa+b%C3%BC%252F&x=1&x=&x=2&y&=z"))
                .isEqualTo(Map.of(
                        "prefix", List.of("raw/a bü%2F"),
                        "x", List.of("1", "", "2"),
                        "y", List.of(""),
                        "", List.of("z")));
    }

    @Test
    void decode_ofNothing_isNoParameter() {
        assertThat(QueryString.decode(null)).isEmpty();
        assertThat(QueryString.decode("")).isEmpty();
        assertThat(QueryString.decode("&&")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "prefix=%",
                "prefix=%4",
                "prefix=%zz",
                "prefix=%-1",
                "prefix=%ff",
                "prefix=%c3",
                "prefix=%c0%af",
                "prefix=%ed%a0%80",
                "%ff=x"
            })
    void decode_ofABrokenEscape_isAParameterThatNobodyKnows(String query) {
        assertThat(QueryString.decode("a=1&" + query)).isEqualTo(Map.of("a", List.of("1"), query, List.of("")));
    }
}
