package io.dataaccount.http.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

class TaskDefinitionTest {
    private static final Path FILE = Path.of("../docs/deploy/ecs/task-definition.json");

    /** The AWS CLI checks the file against its model of ECS, without a request. */
    @Test
    @EnabledIf("hasAwsCommandLine")
    void modelOfEcs_accepts() throws Exception {
        assertThat(register(FILE)).startsWith("exit 0: ");
    }

    @Test
    @EnabledIf("hasAwsCommandLine")
    void modelOfEcs_refusesAnUnknownField(@TempDir Path directory) throws Exception {
        Path wrong = Files.writeString(
                directory.resolve("wrong.json"), Files.readString(FILE).replace("stopTimeout", "stopTimeOut"));
        assertThat(register(wrong)).contains("Unknown parameter in containerDefinitions[0]: \"stopTimeOut\"");
    }

    @Test
    void variables_areDocumented() throws IOException {
        String documentation = Files.readString(Path.of("../docs/configuration.md"));
        List<String> names = container().get("environment").findValuesAsText("name");

        assertThat(names).contains("AWS_REGION", "PORTAL_ORIGINS", "OIDC_ISSUER", "OIDC_AUDIENCE");
        assertThat(names).allSatisfy(name -> assertThat(documentation).contains("`" + name + "`"));
    }

    /** The user, the directory that is written and the port are those of the image. */
    @Test
    void container_fitsTheImage() throws IOException {
        String image = Files.readString(Path.of("Dockerfile"));
        JsonNode container = container();

        assertThat(container.get("readonlyRootFilesystem").asBoolean()).isTrue();
        assertThat(image).contains("USER " + container.get("user").asText() + "\n");
        assertThat(image)
                .contains("VOLUME [\""
                        + container.at("/mountPoints/0/containerPath").asText() + "\"");
        assertThat(image)
                .contains("EXPOSE "
                        + container.at("/portMappings/0/containerPort").asText() + " ");
        List<String> healthCheck = new ArrayList<>();
        container.at("/healthCheck/command").forEach(part -> healthCheck.add(part.asText()));
        assertThat(healthCheck.subList(1, healthCheck.size() - 2))
                .allSatisfy(part -> assertThat(image).contains("\"" + part + "\""));
    }

    private static JsonNode container() throws IOException {
        return new JsonMapper().readTree(FILE.toFile()).at("/containerDefinitions/0");
    }

    static boolean hasAwsCommandLine() throws InterruptedException {
        try {
            return new ProcessBuilder("aws", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static String register(Path file) throws IOException, InterruptedException {
        ProcessBuilder command = new ProcessBuilder(
                        "aws",
                        "ecs",
                        "register-task-definition",
                        "--region",
                        "eu-central-1",
                        "--cli-input-json",
                        "file://" + file,
                        "--generate-cli-skeleton",
                        "output")
                .redirectErrorStream(true);
        command.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        Process aws = command.start();
        String output = new String(aws.getInputStream().readAllBytes(), UTF_8);
        return "exit " + aws.waitFor() + ": " + output;
    }
}
