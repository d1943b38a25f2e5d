package io.dataaccount.aws.config;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that are no CA bundle. Those that are one are tested with TLS. */
class CaBundleTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "'', has no certificate",
        "hello, has something else than certificates",
        "-----BEGIN CERTIFICATE-----AAAA, has something else than certificates",
        "-----BEGIN PRIVATE KEY-----AAAA-----END PRIVATE KEY-----, has something else than certificates"
    })
    void otherContent_isNamed(String content, String why) throws IOException {
        assertRefused(Files.writeString(directory.resolve("ca.pem"), content.replaceAll("(?<=[Y ]-----)", "\n")), why);
    }

    @Test
    void directoryAndMissingFile_areNamed() {
        assertRefused(directory, "is a directory");
        assertRefused(directory.resolve("none"), "cannot be read (NoSuchFileException)");
    }

    @Test
    void fileThatIsTooLarge_isNotRead() throws IOException {
        Path file = directory.resolve("zero");
        try (RandomAccessFile zeros = new RandomAccessFile(file.toFile(), "rw")) {
            zeros.setLength(CaBundle.MAX_SIZE + 1L);
        }
        assertRefused(file, "is larger than 8388608 bytes");
    }

    private static void assertRefused(Path file, String why) {
        assertThatThrownBy(() -> CaBundle.certificates(file.toString()))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("AWS_CA_BUNDLE '" + file + "' " + why + ": set it to a readable file");
    }
}
