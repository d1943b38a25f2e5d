package io.dataaccount.core.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTextTest {
    private static final String HOSTILE = "a\u001b[2J\r\n12:00:00 ERROR x\" status=\"200";

    @ParameterizedTest
    @ValueSource(
            ints = {
                0, 7, 8, '\t', '\n', '\r', 0x1b, 0x7f, 0x85, 0x9b, 0x61c, 0x200b, 0x200e, 0x200f, 0x2028, 0x2029,
                0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069, 0xfeff, 0xd800, 0xdfff
            })
    void characterThatShowsOtherThanItIs_isEscaped(int character) {
        String text = "a" + Character.toString(character) + "b";
        String escaped = String.format("a\\u%04xb", character);
        assertThat(SafeText.line(text)).isEqualTo(escaped);
        assertThat(SafeText.quoted(text)).isEqualTo("\"" + escaped + "\"");
        assertThat(SafeText.json(text)).isEqualTo(escaped);
    }

    @Test
    void formatCharacterBeyondTheFirstPlane_isEscaped() {
        assertThat(SafeText.line("a\udb40\udc01b")).isEqualTo("a\\udb40\\udc01b");
    }

    @Test
    void plainText_staysAsItIs() {
        String text = "größe/'a'=\\b {😀} 100%";
        assertThat(SafeText.line(text)).isEqualTo(text);
        assertThat(SafeText.json("{\"a\":\"" + text + "\"}")).isEqualTo("{\"a\":\"" + text + "\"}");
    }

    @Test
    void quoted_keepsAForgedPairInItsValue() {
        assertThat(SafeText.quoted("x\" status=\"200")).isEqualTo("\"x\\\" status=\\\"200\"");
        assertThat(SafeText.quoted("x\\\" status=\"200\\")).isEqualTo("\"x\\\\\\\" status=\\\"200\\\\\"");
    }

    @Test
    void line_isSafeBesidePairsAndIsNotEscapedTwice() {
        String line = SafeText.line(HOSTILE);
        assertThat(line).isEqualTo("a\\u001b[2J\\u000d\\u000a12:00:00 ERROR x\\u0022 status=\\u0022200");
        assertThat(SafeText.line(line)).isEqualTo(line);
    }

    @Test
    void line_ofALongText_isCut() {
        assertThat(SafeText.line("x".repeat(1 << 20)))
                .hasSize(SafeText.MAX_LINE_LENGTH + "… (1015808 more characters)".length())
                .endsWith("x… (1015808 more characters)");
    }

    @Test
    void throwable_withSafeMessages_isTheSame() {
        Exception thrown = new IllegalStateException("no luck", new RuntimeException((String) null));
        assertThat(SafeText.throwable(thrown)).isSameAs(thrown);
    }

    @Test
    void throwable_withAHostileMessageInAnyOfItsCauses_saysTheSameSafely() {
        Exception thrown = new IllegalStateException("outer", new RuntimeException("middle"));
        thrown.addSuppressed(new IllegalArgumentException("beside", new java.io.IOException(HOSTILE)));
        StringWriter text = new StringWriter();
        SafeText.throwable(thrown).printStackTrace(new PrintWriter(text));
        assertThat(text.toString())
                .startsWith("java.lang.IllegalStateException: outer" + System.lineSeparator() + "\tat ")
                .contains(
                        "Caused by: java.lang.RuntimeException: middle",
                        "java.io.IOException: a\\u001b[2J\\u000d\\u000a12")
                .doesNotContain("\u001b", "\n12:00:00", "\"");
    }

    @Test
    void throwable_thatIsItsOwnCause_ends() {
        Exception one = new Exception(HOSTILE);
        one.initCause(new Exception("two", one));
        assertThat(SafeText.throwable(one)).hasMessageContaining("\\u001b");
    }
}
