package io.dataaccount.lambda.templates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands of {@code DEPLOY.md}. */
class DeploymentGuideTest {
    private static final Pattern PARAMETER = Pattern.compile("(?<=\\s)([A-Z]\\w*)=");

    @ParameterizedTest
    @ValueSource(strings = {Template.PORTAL, Template.DATA, Template.USECASE})
    void deployCommand_givesParametersThatExistAndAllThatAreNeeded(String name) throws IOException {
        Template template = Template.read(name);
        Set<String> given = PARAMETER
                .matcher(overrides(name))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
        Set<String> needed = template.section("Parameters").entrySet().stream()
                .filter(parameter -> !Tree.map(parameter.getValue()).containsKey("Default"))
                .map(parameter -> parameter.getKey())
                .collect(Collectors.toSet());
        assertThat(template.section("Parameters").keySet()).containsAll(given);
        assertThat(given).containsAll(needed);
    }

    /** The text from the parameters of the command to its end, which is the first line without a final backslash. */
    private static String overrides(String template) throws IOException {
        String guide = Files.readString(Path.of("DEPLOY.md"));
        int command = guide.indexOf("--template-file $T/" + template);
        assertThat(command).as(template).isPositive();
        String parameters = guide.substring(guide.indexOf("--parameter-overrides", command));
        return parameters.split("[^\\\\]\n", 2)[0] + "\n";
    }
}
