package io.dataaccount.http.observe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.joran.spi.JoranException;
import io.dataaccount.core.error.SafeText;
import io.dataaccount.testkit.contract.SeededRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

/** The text log with its real configuration and with text of hostile callers. */
class TextLogTest {
    private static final String FORGED = "x\" status=\"200\" code=\"\n12:00:00.000 INFO  i.d.http.access answered";
    private static final Pattern LINE = Pattern.compile(
            "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}(?:Z|[+-]\\d\\d:\\d\\d) INFO  \\S+ ([^\"]*?)((?: [a-z_]+=\"(?:[^\"\\\\]|\\\\.)*\")*)\n");
    private static final Pattern PAIR = Pattern.compile(" ([a-z_]+)=\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9a-f]{4})|(.))");
    private static final List<String> PARTS = List.of(
            "\"",
            "\\",
            "\\\"",
            "\\u0022",
            " ",
            "=",
            "a",
            "status=\"200\"",
            "ü",
            "😀",
            "\n",
            "\r",
            "\t",
            "\u0000",
            "\u001b[2J",
            "\u007f",
            "\u009b",
            "\u061c",
            "\u200e",
            "\u200f",
            "\u2028",
            "\u2029",
            "\u202a",
            "\u202e",
            "\u2066",
            "\u2069",
            "\ufeff",
            "\ud800",
            "\udc00",
            "\n12:00:00.000 INFO  x y");

    private static final LoggerContext CONTEXT = new LoggerContext();

    @BeforeAll
    static void configure() throws JoranException {
        CONTEXT.putProperty("DATA_ACCOUNT_LOG_FORMAT", "text");
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(CONTEXT);
        configurator.doConfigure(Objects.requireNonNull(RequestLog.class.getResource("/logback.xml")));
    }

    @AfterAll
    static void stop() {
        CONTEXT.stop();
    }

    @Test
    void forgedStatus_staysInsideItsValue() {
        String line = line("request completed", null, Map.of("caller", FORGED));
        assertThat(line)
                .endsWith(" request completed caller=\"x\\\" status=\\\"200\\\" code=\\\"\\u000a12:00:00.000 INFO "
                        + " i.d.http.access answered\"\n");
        assertThat(parsed(line)).isEqualTo(Map.of("caller", FORGED));
    }

    @Test
    void everyLine_parsesBackToItsValues() {
        Random random = SeededRandom.random("TextLogTest");
        for (int i = 0; i < 2_000; i++) {
            Map<String, String> pairs = new LinkedHashMap<>();
            for (String key : List.of("request_id", "caller", "usecase_id").subList(0, random.nextInt(4))) {
                pairs.put(key, hostile(random));
            }
            String line = line("m" + hostile(random), null, pairs);
            assertThat(line.substring(0, line.length() - 1).codePoints().filter(SafeText::isEscaped))
                    .as(line)
                    .isEmpty();
            // UTF-8 cannot encode half of a surrogate pair, so the line has only its escape
            assertThat(parsed(line)).as(line).isEqualTo(pairs);
        }
    }

    @Test
    void messageOfAnException_cannotLookLikeALine() {
        Exception thrown = new IllegalStateException(FORGED, new RuntimeException("\u001b[2J" + FORGED));
        thrown.addSuppressed(new IllegalArgumentException(FORGED));
        String lines = line("failed", thrown, Map.of());
        assertThat(lines)
                .contains(
                        "\njava.lang.IllegalStateException: x\\u0022 status=",
                        "Caused by: java.lang.RuntimeException: \\u001b[2J")
                .contains("Suppressed: java.lang.IllegalArgumentException: x\\u0022");
        assertThat(lines.split("\n"))
                .filteredOn(line -> line.contains(" INFO "))
                .hasSize(4);
        assertThat(lines.split("\n"))
                .filteredOn(line -> line.startsWith("12:00:00.000 INFO"))
                .isEmpty();
        assertThat(lines).doesNotContain("\u001b", "\"");
    }

    @Test
    void messageOfALibrary_cannotLookLikeAPair() {
        String line = line("bad header: " + FORGED, null, Map.of("caller", "ana"));
        assertThat(parsed(line)).isEqualTo(Map.of("caller", "ana"));
    }

    private static String hostile(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            text.append(PARTS.get(random.nextInt(PARTS.size())));
        }
        return text.toString();
    }

    private static String line(String message, @Nullable Throwable thrown, Map<String, String> pairs) {
        Logger logger = CONTEXT.getLogger("io.dataaccount.access");
        LoggingEvent event = new LoggingEvent("here", logger, Level.INFO, message, thrown, null);
        pairs.forEach((key, value) -> event.addKeyValuePair(new KeyValuePair(key, value)));
        return new String(encoder().encode(event), UTF_8);
    }

    private static Encoder<ILoggingEvent> encoder() {
        ConsoleAppender<ILoggingEvent> text = (ConsoleAppender<ILoggingEvent>)
                CONTEXT.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("text");
        return text.getEncoder();
    }

    private static Map<String, String> parsed(String line) {
        Matcher whole = LINE.matcher(line);
        assertThat(whole.matches()).as(line).isTrue();
        Map<String, String> pairs = new LinkedHashMap<>();
        PAIR.matcher(whole.group(2))
                .results()
                .forEach(pair ->
                        pairs.put(pair.group(1), ESCAPE.matcher(pair.group(2)).replaceAll(TextLogTest::character)));
        return pairs;
    }

    private static String character(MatchResult escape) {
        String hex = escape.group(1);
        return Matcher.quoteReplacement(
                hex == null ? escape.group(2) : Character.toString((char) Integer.parseInt(hex, 16)));
    }
}
