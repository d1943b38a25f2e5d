package io.dataaccount.core.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompressionTest {
    private static final byte[] LONG = "abc".repeat(10_000).getBytes(UTF_8);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gzip",
                "GZIP",
                "x-gzip",
                "deflate, gzip",
                "br;q=1.0,gzip;q=0.001",
                "gzip;q=1",
                " gzip ; q = 0.5",
                "*",
                "br, *;q=0.1",
                "identity;q=0, gzip"
            })
    void header_thatNamesGzip_takesIt(String header) {
        assertThat(Compression.takesGzip(header)).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {"", "identity", "br", "xgzip", "gzip2", "gzip;q=0", "gzip; q=0.000", "*;q=0", "gzip;q=0, *", ","
            })
    void header_thatDoesNot_doesNot(String header) {
        assertThat(Compression.takesGzip(header)).isFalse();
    }

    @Test
    void answer_thatIsLong_isCompressedWithoutAFlawInIt() throws IOException {
        RestResponse answer = Compression.apply(response(LONG), "gzip");
        assertThat(answer.headers())
                .isEqualTo(Map.of("A", "b", "Content-Encoding", "gzip", "Vary", "Origin, Accept-Encoding"));
        assertThat(answer.body().length()).isEqualTo(RestBody.UNKNOWN);
        byte[] written = answer.body().toBytes();
        assertThat(written).hasSizeLessThan(LONG.length / 10);
        assertThat(unzip(written)).isEqualTo(LONG);
    }

    @Test
    void answer_thatIsTheSameForAll_isCompressedOnce() throws IOException {
        RestResponse response = response(new byte[0]).with(new SharedBody(LONG));
        RestBody first = Compression.apply(response, "gzip").body();
        assertThat(first).isInstanceOf(SharedBody.class);
        assertThat(unzip(first.toBytes())).isEqualTo(LONG);
        assertThat(Compression.apply(response, "gzip").body()).isSameAs(first);
        assertThat(Compression.apply(response, "br").body()).isSameAs(response.body());
    }

    @Test
    void answer_toWhoTakesNoGzip_saysOnlyThatItCouldBe() {
        RestResponse answer = Compression.apply(response(LONG), "br");
        assertThat(answer.headers()).isEqualTo(Map.of("A", "b", "Vary", "Origin, Accept-Encoding"));
        assertThat(answer.body().toBytes()).isEqualTo(LONG);
    }

    @Test
    void answer_thatIsShort_isLeftAsItIs() {
        RestResponse response = response(new byte[1023]);
        assertThat(Compression.apply(response, "gzip")).isSameAs(response);
    }

    @Test
    void answer_thatBreaksOff_hasNoEnd() {
        RestBody broken = new RestBody() {
            @Override
            public void writeTo(OutputStream out) throws IOException {
                out.write(LONG);
                throw new IllegalStateException("broken");
            }

            @Override
            public int length() {
                return UNKNOWN;
            }
        };
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RestBody body =
                Compression.apply(response(new byte[0]).with(broken), "gzip").body();
        assertThatThrownBy(() -> body.writeTo(out)).hasMessage("broken");
        assertThatThrownBy(() -> unzip(out.toByteArray())).isInstanceOf(EOFException.class);
    }

    private static RestResponse response(byte[] body) {
        return new RestResponse(200, Map.of("A", "b", "Vary", "Origin"), body);
    }

    private static byte[] unzip(byte[] bytes) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return in.readAllBytes();
        }
    }
}
