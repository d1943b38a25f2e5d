package io.dataaccount.aws.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.json.JsonCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JacksonCodecTest {
    private final JacksonCodec json = new JacksonCodec();

    @Test
    void read_ofEveryKindOfValue_givesJavasOwn() {
        Object tree = json.read("{\"s\":\"\\u00fc\",\"i\":1,\"l\":3000000000,\"big\":18446744073709551616,"
                + "\"f\":1.10,\"t\":true,\"n\":null,\"a\":[1,[]],\"o\":{\"x\":{}}}");

        Map<String, @Nullable Object> expected = new LinkedHashMap<>();
        expected.put("s", "ü");
        expected.put("i", 1);
        expected.put("l", 3_000_000_000L);
        expected.put("big", new BigInteger("18446744073709551616"));
        expected.put("f", new BigDecimal("1.10"));
        expected.put("t", true);
        expected.put("n", null);
        expected.put("a", List.of(1, List.of()));
        expected.put("o", Map.of("x", Map.of()));
        assertThat(tree).isEqualTo(expected);
    }

    @Test
    void read_ofFields_keepsTheirOrder() {
        assertThat(json.read("{\"b\":1,\"a\":2,\"c\":3}")).hasToString("{b=1, a=2, c=3}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "\"x\"", "7", " {} "})
    void read_ofAnyOneText_takesIt(String text) {
        assertThat(json.write(Arrays.asList(json.read(text)))).isEqualTo(bytes("[" + text.strip() + "]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "{",
                "{\"a\":1",
                "{\"a\":1}x",
                "{} {}",
                "{\"a\":1,}",
                "{'a':1}",
                "{a:1}",
                "[NaN]",
                "[+1]",
                "[01]",
                "[.5]",
                "[1.]",
                "// no\n{}",
                "\uFEFF{}",
                "[\"\t\"]",
                "tru"
            })
    void read_ofWhatIsNotOneJsonText_isRefused(String text) {
        assertThatThrownBy(() -> json.read(text))
                .isInstanceOfSatisfying(
                        DataException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MALFORMED_JSON));
    }

    @Test
    void read_thatFails_saysThePlaceAndNothingOfTheBody() {
        assertThatThrownBy(() -> json.read("{\n  \"token\": hunter2 }"))
                .hasMessageContaining("line 2, column ")
                .hasMessageNotContainingAny("hunter", "token", "Source")
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1,\"b\":2,\"a\":1}", "[{\"x\":{\"a\":null,\"\\u0061\":2}}]"})
    void read_ofARepeatedField_namesIt(String text) {
        assertThatThrownBy(() -> json.read(text)).isInstanceOfSatisfying(DataException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_INPUT);
            assertThat(e.field()).contains("a");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e99999999999",
                "-1E+2147483648",
                "1e-2147483649",
                "1.5e2147483647",
                "1e10000",
                "0e10000",
                "1e000000000010000",
                "1E-10000"
            })
    void read_ofAHugeExponent_namesTheField(String number) {
        for (String text :
                List.of("{\"a\":" + number + "}", "{\"a\":{\"a\":" + number + "}}", "{\"a\":[1,[" + number + "]]}")) {
            assertThatThrownBy(() -> json.read(text)).isInstanceOfSatisfying(DataException.class, e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.INVALID_INPUT);
                assertThat(e.field()).contains("a");
            });
        }
        assertThatThrownBy(() -> json.read("[" + number + "]")).isInstanceOf(DataException.class);
    }

    @Test
    void read_ofAnyNumber_isANumberOrARefusal() {
        long seed = System.nanoTime();
        System.out.println("read_ofAnyNumber_isANumberOrARefusal: seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            String number = (random.nextBoolean() ? "-" : "")
                    + digits(random, true)
                    + (random.nextBoolean() ? "." + digits(random, false) : "")
                    + (random.nextBoolean()
                            ? "eE".charAt(random.nextInt(2)) + sign(random) + digits(random, false)
                            : "");
            try {
                assertThat(json.read(number)).as(number).isInstanceOf(Number.class);
            } catch (DataException e) {
                assertThat(e.code()).as(number).isIn(ErrorCode.INVALID_INPUT, ErrorCode.MALFORMED_JSON);
            }
        }
    }

    private static String sign(Random random) {
        return List.of("", "+", "-").get(random.nextInt(3));
    }

    private static String digits(Random random, boolean whole) {
        int length = 1 + random.nextInt(random.nextInt(10) == 0 ? 1200 : 12);
        String digits = random.ints(length, 0, 10).mapToObj(Integer::toString).collect(Collectors.joining());
        return whole ? digits.replaceFirst("^0+(?=.)", "") : digits;
    }

    /** The tree would need about 25 times the memory of the text. */
    @Test
    void read_ofEndlessSmallParts_isRefused() {
        for (String part : List.of("0", "{}", "{\"\":0}", "[[]]", "\"\"")) {
            String text = "{\"a\":[" + String.join(",", Collections.nCopies(125_000, part)) + "]}";
            assertThatThrownBy(() -> json.read(text))
                    .isInstanceOfSatisfying(
                            DataException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MALFORMED_JSON));
        }
        String file = "{\"filename\":\"a\",\"content_type\":\"b\",\"size\":1,\"checksum_sha256\":\"c\"}";
        assertThat(json.read("{\"files\":[" + String.join(",", Collections.nCopies(10_000, file)) + "]}"))
                .isInstanceOf(Map.class);
    }

    @Test
    void read_nestedDeeperThan100_isRefused() {
        assertThat(json.read("[".repeat(100) + "]".repeat(100))).isInstanceOf(List.class);
        for (int depth : new int[] {101, 10_000}) {
            assertThatThrownBy(() -> json.read("[".repeat(depth) + "]".repeat(depth)))
                    .isInstanceOfSatisfying(
                            DataException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MALFORMED_JSON));
        }
    }

    @Test
    void write_isUtf8InTheOrderGiven() {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("b", "ü😀\"\n");
        tree.put("a", List.of(1, 2L, new BigInteger("3"), new BigDecimal("4.50"), false));
        tree.put("n", null);

        assertThat(json.write(tree)).isEqualTo(bytes("{\"b\":\"ü😀\\\"\\n\",\"a\":[1,2,3,4.50,false],\"n\":null}"));
    }

    @Test
    void write_ofAHugeExponent_doesNotSpellItOut() {
        assertThat(json.write(List.of(new BigDecimal("1e999999999")))).hasSizeLessThan(30);
    }

    @Test
    void write_ofEscapedText_copiesIt() {
        JsonCodec.RawJsonString text = out -> out.write(bytes("a\\u0020\\\"ü"));
        assertThat(json.write(List.of(text, text))).isEqualTo(bytes("[\"a\\u0020\\\"ü\",\"a\\u0020\\\"ü\"]"));
    }

    @Test
    void write_ofAList_asksForAnItemWhenTheOneBeforeIsWritten() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<Integer> writtenBefore = new ArrayList<>();
        String item = "x".repeat(50_000);
        Iterable<Object> items = () -> Stream.of(1, 2, 3)
                .map(each -> {
                    // rounded, because part of an item may be in a buffer
                    writtenBefore.add(Math.round((float) out.size() / item.length()));
                    return (Object) item;
                })
                .iterator();

        json.write(Map.of("items", items), out);

        assertThat(writtenBefore).containsExactly(0, 1, 2);
    }

    @Test
    void write_thatBreaksOff_doesNotLookWhole() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Iterable<Object> items = () -> Stream.of(1, 2)
                .map(each -> {
                    if (each == 2) {
                        throw new IllegalStateException("broken");
                    }
                    return (Object) each;
                })
                .iterator();

        assertThatThrownBy(() -> json.write(Map.of("items", items), out)).hasMessage("broken");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("{\"items\":[1");
    }

    @Test
    void write_leavesTheStreamOpen() throws IOException {
        OutputStream out = new ByteArrayOutputStream() {
            @Override
            public void flush() {
                throw new IllegalStateException("flushed");
            }

            @Override
            public void close() {
                throw new IllegalStateException("closed");
            }
        };
        json.write(List.of(), out);
        assertThat(out).hasToString("[]");
    }

    @Test
    void write_ofWhatIsNotJson_isRefused() {
        assertThatThrownBy(() -> json.write(List.of(new Object()))).isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
