package io.dataaccount.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Searches the output of all tests of all modules, as the test runner stores it in its reports, for secrets: signed
 * URLs, tokens, external ids, keys. Runs after those tests, because it is an integration test.
 */
class OutputSecretsIT {
    private static final Pattern OUTPUT = Pattern.compile("<system-(out|err)>(.*?)</system-\\1>", Pattern.DOTALL);
    private static final Pattern SECRET = Pattern.compile("X-Amz-Signature=[0-9a-f]{16}"
            + "|X-Amz-Security-Token=[A-Za-z0-9%+/]{8}"
            + "|Signature=[0-9a-f]{64}"
            + "|eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}\\."
            + "|external-id-of-[a-z0-9]+"
            + "|<(?:SecretAccessKey|SessionToken)>[^<]"
            + "|aws_secret_access_key *= *[^ ]"
            + "|AKIA(?![A-Z2-7]*EXAMPLE)[A-Z2-7]{16}");

    @Test
    void outputOfEveryTest_holdsNoSecret() throws IOException {
        List<Path> reports = reports();
        assertThat(reports).hasSizeGreaterThan(50);
        List<String> found = new ArrayList<>();
        for (Path report : reports) {
            Matcher output = OUTPUT.matcher(Files.readString(report, ISO_8859_1));
            while (output.find()) {
                SECRET.matcher(output.group(2))
                        .results()
                        .limit(3)
                        .forEach(secret -> found.add(report.getFileName() + ": "
                                + secret.group()
                                        .substring(
                                                0, Math.min(20, secret.group().length()))));
            }
        }
        assertThat(found).isEmpty();
    }

    private static List<Path> reports() throws IOException {
        try (Stream<Path> modules = Files.list(Path.of(".."))) {
            List<Path> directories = modules.map(each -> each.resolve("target/surefire-reports"))
                    .filter(Files::isDirectory)
                    .toList();
            List<Path> reports = new ArrayList<>();
            for (Path directory : directories) {
                try (Stream<Path> files = Files.list(directory)) {
                    files.filter(each -> each.toString().endsWith(".xml")).forEach(reports::add);
                }
            }
            return reports;
        }
    }
}
