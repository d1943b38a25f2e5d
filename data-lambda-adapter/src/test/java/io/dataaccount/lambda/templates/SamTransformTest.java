package io.dataaccount.lambda.templates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Compares the model with what {@code samtranslator.translator.transform.transform} of the Python package
 * aws-sam-translator 1.110.0 made of {@code sam-sample.yaml} with these parameters.
 */
class SamTransformTest {
    @ParameterizedTest
    @CsvSource({
        "k1, 1024, https://a.example, false, FunctionVersion221166a025",
        "k1, 2048, https://b.example, true, FunctionVersion221166a025",
        "k2, 1024, https://a.example, false, FunctionVersion2c7c42f6ce",
    })
    void version_hasTheNameThatSamGivesIt(String key, String memory, String origins, String trace, String id)
            throws IOException {
        Map<String, String> parameters = Map.of("Key", key, "Memory", memory, "Origins", origins, "Trace", trace);
        assertThat(transform(parameters).versionId("Function")).isEqualTo(id);
    }

    @Test
    void deployment_withoutAlwaysDeploy_hasOneNameForAllParameters() throws IOException {
        SamTransform one = transform(Map.of("Key", "k1"));
        SamTransform other = transform(Map.of("Key", "k1", "Origins", "https://b.example"));
        assertThat(one.deploymentId("Api", 1)).isEqualTo(other.deploymentId("Api", 2));
    }

    private static SamTransform transform(Map<String, String> parameters) throws IOException {
        return new SamTransform(
                Template.parse(Files.readString(Path.of("src/test/resources/templates/sam-sample.yaml"))), parameters);
    }
}
