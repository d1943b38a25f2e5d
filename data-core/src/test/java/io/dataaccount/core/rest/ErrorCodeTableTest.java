package io.dataaccount.core.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.core.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of error codes in docs/api.md has the status and the title of every code. */
class ErrorCodeTableTest {
    @Test
    void apiPage_hasARowForEachCode() throws IOException {
        String page = Files.readString(Path.of("../docs/api.md"), UTF_8);
        assertThat(Stream.of(ErrorCode.values())
                        .map(code -> "| " + ProblemTypes.status(code) + " | `" + code.id() + "` | "
                                + ProblemTypes.title(code) + " |")
                        .filter(row -> !page.contains(row)))
                .as("rows that docs/api.md lacks in the table of error codes")
                .isEmpty();
    }
}
