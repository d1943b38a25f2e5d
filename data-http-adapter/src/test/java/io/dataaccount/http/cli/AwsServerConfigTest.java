package io.dataaccount.http.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dataaccount.aws.config.InvalidConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AwsServerConfigTest {
    /** Each variable with a value that is wrong whatever the others are. */
    private static final Map<String, String> WRONG = Map.ofEntries(
            Map.entry("AWS_REGION", "a_b"),
            Map.entry("PORTAL_ORIGINS", "*"),
            Map.entry("OIDC_ISSUER", "http://issuer.example.com"),
            Map.entry("OIDC_AUDIENCE", ","),
            Map.entry("OIDC_SCOPE", "email"),
            Map.entry("USECASES_TABLE", "a b"),
            Map.entry("USER_ROLES_TABLE", "x"),
            Map.entry("AUDIT_LOG_TABLE", "a/b"),
            Map.entry("AUDIT_LOG_DAYS", "0"),
            Map.entry("AUDIT_REQUIRED", "1"),
            Map.entry("ENFORCE_PREFIX", "yes"),
            Map.entry("S3_PATH_STYLE", "on"),
            Map.entry("MAX_BATCH_FILES", "many"),
            Map.entry("MAX_EXPIRES_IN", "1h"),
            Map.entry("AWS_ENDPOINT_URL", "minio:9000"),
            Map.entry("AWS_ENDPOINT_URL_S3", "s3://minio"),
            Map.entry("AWS_ENDPOINT_URL_STS", "HTTP://minio"),
            Map.entry("AWS_ENDPOINT_URL_DYNAMODB", "http://"),
            Map.entry("AWS_USE_FIPS_ENDPOINT", "y"),
            Map.entry("AWS_USE_DUALSTACK_ENDPOINT", "n"),
            Map.entry("AWS_S3_US_EAST_1_REGIONAL_ENDPOINT", "global"),
            Map.entry("STS_POLICY_DIALECT", "minio"),
            Map.entry("HTTPS_PROXY", "proxy.example.com"),
            Map.entry("HTTP_PROXY", "socks5://proxy.example.com:1080"),
            Map.entry("NO_PROXY", "10.0.0.0/33"),
            Map.entry("AWS_CA_BUNDLE", "no-such-file.pem"),
            Map.entry("MAX_REQUESTS_PER_SECOND", "0"),
            Map.entry("MAX_REQUESTS_UNDER_WAY", "1001"),
            Map.entry("MAX_CONNECTIONS", "-1"),
            Map.entry("KEEP_ALIVE_SECONDS", "4"),
            Map.entry("SHUTDOWN_DRAIN_SECONDS", "301"),
            Map.entry("DATA_ACCOUNT_LOG_LEVEL", "loud"),
            Map.entry("DATA_ACCOUNT_LOG_FORMAT", "xml"));

    private final Properties before = (Properties) System.getProperties().clone();

    @AfterEach
    void restore() {
        System.setProperties(before);
    }

    @Test
    void everyWrongVariable_isListedBesideAllOthers() {
        InvalidConfigurationException refusal =
                catchThrowableOfType(InvalidConfigurationException.class, () -> AwsServerConfig.of(WRONG));
        assertThat(WRONG)
                .allSatisfy((name, value) -> assertThat(refusal.problems())
                        .anyMatch(problem -> problem.startsWith(name + " '" + value + "' ")));
    }

    /** The table of the page is the list of the variables, so that a new one is in the test above. */
    @Test
    void everyVariable_ofTheDocumentation_isTested() throws IOException {
        Set<String> documented = Files.readAllLines(Path.of("../docs/configuration.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|")[1])
                .flatMap(cell -> Pattern.compile("`([A-Z0-9_]+)`").matcher(cell).results())
                .map(name -> name.group(1))
                .collect(Collectors.toSet());
        documented.removeAll(Set.of(
                "AWS_DEFAULT_REGION", // only read without AWS_REGION
                "OIDC_CLIENT_ID", // compared with a valid OIDC_AUDIENCE: PageLoginTest
                "AWS_ACCESS_KEY_ID",
                "AWS_PROFILE"));
        assertThat(WRONG).containsOnlyKeys(documented);
    }

    @Test
    void clientId_outsideTheAudience_isListedBesideAllOthers() {
        assertThatThrownBy(() -> AwsServerConfig.of(Map.of(
                        "OIDC_ISSUER", "https://issuer.example.com",
                        "OIDC_AUDIENCE", "one,two",
                        "OIDC_CLIENT_ID", "three",
                        "MAX_BATCH_FILES", "0")))
                .hasMessageContaining("OIDC_CLIENT_ID 'three' must ")
                .hasMessageContaining("MAX_BATCH_FILES");
    }

    @ParameterizedTest
    @CsvSource({
        "MAX_CONNECTIONS, 0, 1 to 100000",
        "MAX_CONNECTIONS, 100001, 1 to 100000",
        "MAX_CONNECTIONS, many, 1 to 100000",
        "KEEP_ALIVE_SECONDS, 4, 5 to 3600",
        "KEEP_ALIVE_SECONDS, 3601, 5 to 3600",
        "SHUTDOWN_DRAIN_SECONDS, -1, 0 to 300",
        "SHUTDOWN_DRAIN_SECONDS, 301, 0 to 300",
        "SHUTDOWN_DRAIN_SECONDS, 5s, 0 to 300"
    })
    void number_outOfRange_isRefusedByName(String name, String value, String range) {
        assertThatThrownBy(() -> AwsServerConfig.of(Map.of(name, value)))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining(name + " '" + value + "' must be an integer from " + range);
    }
}
