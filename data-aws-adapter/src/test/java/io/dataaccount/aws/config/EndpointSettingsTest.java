package io.dataaccount.aws.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.utils.SystemSetting;

class EndpointSettingsTest {
    /** Settings of the SDK that do not change the endpoint of S3. A new setting needs a decision. */
    private static final List<String> WITHOUT_EFFECT = List.of(
            "AWS_EC2_METADATA_SERVICE_ENDPOINT",
            "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE",
            "AWS_CONTAINER_SERVICE_ENDPOINT",
            "AWS_ENDPOINT_DISCOVERY_ENABLED",
            "AWS_ACCOUNT_ID_ENDPOINT_MODE",
            "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
            "AWS_REGION",
            "AWS_SIGV4A_SIGNING_REGION_SET",
            "AWS_PROFILE");

    @TempDir
    Path home;

    static Stream<SystemSetting> settings() {
        return Stream.<SystemSetting[]>of(SdkSystemSetting.values(), ProfileFileSystemSetting.values())
                .flatMap(Arrays::stream)
                .filter(each ->
                        each.environmentVariable().matches(".*(ENDPOINT|REGION|MODE|PARTITION|FILE$|PROFILE).*"))
                .filter(each -> !each.environmentVariable().matches(".*(TOKEN_FILE|RETRY_MODE)"))
                .filter(each -> !WITHOUT_EFFECT.contains(each.environmentVariable()));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void exist_withASettingOfTheSdk_isTrue(SystemSetting setting) {
        String variable = setting.environmentVariable();
        assertThat(EndpointSettings.exist(name -> name.equals(variable) ? "x" : null, name -> null))
                .isTrue();
        assertThat(EndpointSettings.exist(name -> null, name -> name.equals(setting.property()) ? "x" : null))
                .isTrue();
    }

    /** The environment of a Lambda function, whose start must not load the SDK's S3 client early. */
    @Test
    void exist_onLambda_isFalse() {
        Map<String, String> lambda = Map.of(
                "AWS_REGION", "eu-west-1",
                "AWS_DEFAULT_REGION", "eu-west-1",
                "AWS_ACCESS_KEY_ID", "AKIA",
                "AWS_EXECUTION_ENV", "AWS_Lambda_java21",
                "AWS_LAMBDA_FUNCTION_NAME", "data-account",
                "AWS_ENDPOINT_URL", " ",
                "AWS_USE_FIPS_ENDPOINT", "");
        assertThat(EndpointSettings.exist(lambda::get, Map.of("user.home", "/nowhere")::get))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"config", "credentials"})
    void exist_withAProfileFile_isTrue(String file) throws IOException {
        Files.createDirectories(home.resolve(".aws"));
        Files.writeString(home.resolve(".aws").resolve(file), "");
        String directory = home.toString();
        for (Map<String, String> environment : List.of(
                Map.of("HOME", directory),
                Map.of("USERPROFILE", directory),
                Map.of("HOMEDRIVE", directory.substring(0, 2), "HOMEPATH", directory.substring(2)))) {
            assertThat(EndpointSettings.exist(environment::get, name -> null)).isTrue();
        }
        assertThat(EndpointSettings.exist(name -> null, Map.of("user.home", directory)::get))
                .isTrue();
    }
}
