package io.dataaccount.lambda;

import static io.dataaccount.lambda.FunctionFixture.USECASES;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Tests the layer from the build, in a temporary directory instead of {@code /opt}. */
@TestInstance(Lifecycle.PER_CLASS)
class LambdaArchiveIT {
    private static final String LOADED = "-Xlog:class+load:file=loaded.txt";

    private Path task;
    private Path layer;
    private FunctionFixture fixture;

    @BeforeAll
    void start(@TempDir Path data, @TempDir Path unpacked, @TempDir Path opt) throws Exception {
        task = unpacked;
        layer = opt;
        LambdaZip.unpack(task);
        unpackLayer();
        fixture = FunctionFixture.start(data);
        try (FunctionProcess function = FunctionProcess.start(task, fixture.environment())) {
            FunctionFixture.createTeam(function);
        }
    }

    private void unpackLayer() throws IOException {
        try (ZipFile zip = new ZipFile(requireNonNull(System.getProperty("lambda.archive")))) {
            for (ZipEntry entry : zip.stream().toList()) {
                Files.copy(zip.getInputStream(entry), layer.resolve(entry.getName()));
            }
        }
        Path options = layer.resolve(LambdaArchive.OPTIONS);
        Files.writeString(options, Files.readString(options).replace("/opt/", layer + "/"));
        assertThat(layer.resolve(LambdaArchive.WRAPPER).toFile().setExecutable(true))
                .isTrue();
    }

    @AfterAll
    void close() {
        fixture.close();
    }

    @Test
    void function_withTheLayer_takesItsClassesFromTheArchive() throws IOException {
        grants(withLayer().with(List.of(LOADED)));
        assertThat(sourcesOf("io.dataaccount.lambda.LambdaHandler "))
                .allMatch(line -> line.contains("shared objects file"));
        assertThat(sourcesOf("software.amazon.awssdk.services.sts.DefaultStsClient "))
                .allMatch(line -> line.contains("shared objects file"));
    }

    /**
     * Options in the command line of Lambda's Java 17. Without the wrapper, the second would select another archive,
     * and the first would make its failure fatal.
     */
    @Test
    void function_whoseCommandNamesAnotherArchive_takesOurs() throws IOException {
        grants(withLayer()
                .with(List.of("-Xshare:on", "-XX:SharedArchiveFile=/var/lang/lib/server/runtime.jsa", LOADED)));
        assertThat(sourcesOf("io.dataaccount.lambda.LambdaHandler "))
                .allMatch(line -> line.contains("shared objects file"));
    }

    /** Like after an update of Lambda's Java. */
    @Test
    void function_whoseArchiveIsOfNoUse_startsWithoutIt(@TempDir Path other) throws IOException {
        Path broken = Files.write(other.resolve("broken"), new byte[100_000]);
        String options =
                Files.readString(layer.resolve(LambdaArchive.OPTIONS)).replaceAll("=" + layer + "/\\S+", "=" + broken);
        Path file = Files.writeString(other.resolve(LambdaArchive.OPTIONS), options);
        grants(withLayer()
                .with("JAVA_TOOL_OPTIONS", "-XX:VMOptionsFile=" + file)
                .with(List.of(LOADED)));
        assertThat(sourcesOf("io.dataaccount.lambda.LambdaHandler "))
                .noneMatch(line -> line.contains("shared objects file"));
    }

    private FunctionSetup withLayer() {
        return FunctionSetup.of(task, fixture.environment())
                .with("JAVA_TOOL_OPTIONS", "-XX:VMOptionsFile=" + layer.resolve(LambdaArchive.OPTIONS))
                .with(
                        "AWS_LAMBDA_EXEC_WRAPPER",
                        layer.resolve(LambdaArchive.WRAPPER).toString());
    }

    private static void grants(FunctionSetup setup) {
        try (FunctionProcess function = FunctionProcess.start(setup)) {
            JsonNode grant =
                    FunctionFixture.post(function, USECASES + "/team/data/upload-url", "{\"key\": \"a.txt\"}", 200);
            assertThat(grant.get("upload_url").asText()).contains("X-Amz-Signature=");
        }
    }

    private List<String> sourcesOf(String type) throws IOException {
        List<String> lines;
        try (var all = Files.lines(task.resolve("loaded.txt"))) {
            lines = all.filter(line -> line.contains(type)).toList();
        }
        assertThat(lines).isNotEmpty();
        return lines;
    }
}
