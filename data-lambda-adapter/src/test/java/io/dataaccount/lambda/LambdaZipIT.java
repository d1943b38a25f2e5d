package io.dataaccount.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** The content of the package for Lambda. Additional files from a new version or dependency must be reviewed first. */
class LambdaZipIT {
    private static final List<String> JARS = List.of(
            "annotations",
            "arns",
            "auth",
            "aws-core",
            "aws-json-protocol",
            "aws-lambda-java-core",
            "aws-query-protocol",
            "aws-xml-protocol",
            "caffeine",
            "checksums",
            "checksums-spi",
            "crac",
            "crt-core",
            "data-aws-adapter",
            "data-core",
            "data-lambda-adapter",
            "dynamodb",
            "endpoints-spi",
            "eventstream",
            "http-auth",
            "http-auth-aws",
            "http-auth-aws-eventstream",
            "http-auth-spi",
            "http-client-spi",
            "identity-spi",
            "jackson-core",
            "json-utils",
            "metrics-spi",
            "profiles",
            "protocol-core",
            "reactive-streams",
            "regions",
            "retries",
            "retries-spi",
            "s3",
            "sdk-core",
            "slf4j-api",
            "slf4j-jdk14",
            "sts",
            "third-party-jackson-core",
            "url-connection-client",
            "utils",
            "utils-lite");

    /** Lambda allows 50 MB, but a smaller package is faster to download, unpack and open. */
    private static final long MAX_BYTES = 14_000_000;

    @Test
    void jars_areTheOnesWeKnow() {
        assertThat(files())
                .allMatch(name -> name.matches("lib/[^/]+\\.jar"))
                .extracting(name -> name.replaceFirst("^lib/", "").replaceFirst("-[0-9][^/]*\\.jar$", ""))
                .containsExactlyInAnyOrderElementsOf(JARS);
    }

    @Test
    void size_isSmall() throws IOException {
        assertThat(Files.size(LambdaZip.file())).isBetween(1_000_000L, MAX_BYTES);
    }

    /** Two builds of one commit have the same bytes, so deploying the same code again changes nothing. */
    @Test
    void times_areFixed() {
        assertThat(LambdaZip.entries())
                .extracting(ZipEntry::getTimeLocal)
                .allMatch(time -> time.toLocalDate().toString().equals("2026-11-24"))
                .containsOnly(LambdaZip.entries().get(0).getTimeLocal());
    }

    private static List<String> files() {
        return LambdaZip.entries().stream()
                .filter(entry -> !entry.isDirectory())
                .map(ZipEntry::getName)
                .toList();
    }
}
