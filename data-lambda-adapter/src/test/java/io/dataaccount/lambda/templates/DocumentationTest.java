package io.dataaccount.lambda.templates;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.aws.iam.S3Action;
import io.dataaccount.core.rest.RestApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables of the documentation have what the code has. A failure prints the lines that are missing. */
class DocumentationTest {
    @Test
    void apiPage_hasARowForEachRoute() throws IOException {
        String page = read("docs/api.md");
        List<String> missing = Catalogue.routes().stream()
                .map(route -> "| `" + route.replace(RestApi.BASE_PATH, "") + "` |")
                .filter(row -> !page.contains(row))
                .toList();
        assertThat(missing)
                .as("rows that docs/api.md lacks in the table of calls")
                .isEmpty();
    }

    @Test
    void configurationPage_namesEachIamAction() throws IOException {
        String page = read("docs/configuration.md");
        List<String> missing = Stream.of(S3Action.values())
                .map(action -> "`" + action.id() + "`")
                .filter(action -> !page.contains(action))
                .toList();
        assertThat(missing)
                .as("IAM actions that docs/configuration.md lacks for the role in the data account")
                .isEmpty();
    }

    private static String read(String page) throws IOException {
        return Files.readString(Path.of("..", page), UTF_8);
    }
}
