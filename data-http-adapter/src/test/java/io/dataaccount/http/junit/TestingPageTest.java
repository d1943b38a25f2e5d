package io.dataaccount.http.junit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page about testing shows the test in the package {@code example}, which runs with the other tests. */
class TestingPageTest {
    private static final Path EXAMPLE =
            Path.of("src/test/java/io/dataaccount/http/junit/example/PortalUploadExampleTest.java");

    @Test
    void page_showsTheExampleAsItIs() throws IOException {
        String example = Files.readString(EXAMPLE, UTF_8);
        String shown = example.substring(example.indexOf("import ")).strip();
        assertThat(Files.readString(Path.of("../docs/testing.md"), UTF_8)).contains("```java\n" + shown + "\n```");
    }
}
