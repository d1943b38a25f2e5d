package io.dataaccount.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dataaccount.aws.config.InvalidConfigurationException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionConfigTest {
    private static final Map<String, String> VALID =
            Map.of("AWS_REGION", "eu-central-1", "PORTAL_ORIGINS", "https://portal.example.com");

    private static List<String> problems(Map<String, String> variables) {
        return catchThrowableOfType(
                        InvalidConfigurationException.class, () -> FunctionConfig.fromEnvironment(variables))
                .problems();
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> variables = new HashMap<>(VALID);
        variables.put(name, value);
        return variables;
    }

    @Test
    void largestBatch_isTheOneThatAResponseHolds() {
        assertThat(FunctionConfig.fromEnvironment(with("MAX_BATCH_FILES", "3500"))
                        .aws()
                        .settings()
                        .maxBatchFiles())
                .isEqualTo(3500);
    }

    /** The server accepts 10,000. */
    @ParameterizedTest
    @ValueSource(strings = {"3501", "10001", "0", "many"})
    void otherBatch_isOneProblem_withTheLimitOfTheFunction(String files) {
        assertThat(problems(with("MAX_BATCH_FILES", files)))
                .containsExactly("MAX_BATCH_FILES '" + files + "' must be an integer from 1 to 3500 in a Lambda"
                        + " function, because its response is limited to 6 MB.");
    }

    @Test
    void problems_ofTheFunctionAndOfAws_areListedTogether() {
        Map<String, String> variables = Map.of(
                "AWS_REGION",
                "eu-central-1",
                "MAX_BATCH_FILES",
                "5000",
                "OIDC_AUDIENCE",
                "a,",
                "ENFORCE_PREFIX",
                "yes");
        assertThat(String.join("\n", problems(variables)))
                .contains(
                        "PORTAL_ORIGINS is not set", "MAX_BATCH_FILES '5000'", "OIDC_AUDIENCE 'a,'", "ENFORCE_PREFIX");
        assertThat(problems(variables)).hasSize(4);
    }
}
