package io.dataaccount.aws.s3.presign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dataaccount.aws.sdk.Deadline;
import io.dataaccount.aws.testing.SystemProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Our upload URLs point to where a client of the SDK in the same environment sends an upload. The settings are system
 * properties and profiles in this process, and environment variables in a process of their own. Each combination is
 * compared for several regions, with and without a dot in the bucket name, and with both path styles.
 */
class UploadEndpointOracleTest {
    private static final List<String> SWITCHES = List.of(
            "aws.useFipsEndpoint=true",
            "aws.useDualstackEndpoint=true",
            "aws.s3UseUsEast1RegionalEndpoint=regional",
            "aws.defaultsMode=standard");

    /** Ways to name an endpoint; {@code #} separates system properties from the lines of a profile. */
    private static final List<String> SOURCES = List.of(
            "",
            "aws.endpointUrl=http://all.example.com:9000",
            "aws.endpointUrlS3=https://s3.example.com/base aws.endpointUrl=http://all.example.com",
            "aws.endpointUrlS3=http://127.0.0.1:9000",
            "aws.endpointUrlS3=http://[::1]:9000/a//b",
            "aws.endpointUrlS3=https://s3.example.com?a=b",
            "aws.endpointUrlS3=https://s3.example.com aws.ignoreConfiguredEndpointUrls=true",
            "#endpoint_url = https://profile.example.com",
            "#services = own\n[services own]\ns3 =\n  endpoint_url = http://services.example.com:9000",
            "#ignore_configured_endpoint_urls = true\nendpoint_url = https://profile.example.com",
            "aws.endpointUrlS3=https://s3.example.com#endpoint_url = https://profile.example.com",
            "#use_fips_endpoint = true",
            "#use_dualstack_endpoint = true",
            "#s3_us_east_1_regional_endpoint = regional",
            "#defaults_mode = in-region",
            "#region = eu-west-1");

    @TempDir
    Path directory;

    @RegisterExtension
    final SystemProperties system = new SystemProperties();

    @TestFactory
    List<DynamicTest> uploadUrl_withSettings_pointsToWhereTheClientUploads() {
        List<DynamicTest> tests = new ArrayList<>();
        for (String source : SOURCES) {
            for (int set = 0; set < 1 << SWITCHES.size(); set++) {
                List<String> properties = new ArrayList<>();
                for (int i = 0; i < SWITCHES.size(); i++) {
                    if ((set & 1 << i) != 0) {
                        properties.add(SWITCHES.get(i));
                    }
                }
                tests.add(DynamicTest.dynamicTest(source + " " + properties, () -> {
                    try {
                        configure(source, properties);
                        assertThat(SdkS3Client.compare()).isEmpty();
                    } finally {
                        system.restore();
                    }
                }));
            }
        }
        return tests;
    }

    /** A process with the variables; {@code FILE} stands for a file with profiles. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWS_USE_FIPS_ENDPOINT=true AWS_USE_DUALSTACK_ENDPOINT=true",
                "AWS_USE_DUALSTACK_ENDPOINT=true",
                "AWS_S3_US_EAST_1_REGIONAL_ENDPOINT=regional",
                "AWS_ENDPOINT_URL=http://all.example.com:9000",
                "AWS_ENDPOINT_URL_S3=https://s3.example.com AWS_ENDPOINT_URL=http://all.example.com:9000",
                "AWS_ENDPOINT_URL=http://all.example.com AWS_IGNORE_CONFIGURED_ENDPOINT_URLS=true",
                "AWS_CONFIG_FILE=FILE AWS_PROFILE=other",
                "AWS_USE_FIPS_ENDPOINT=true AWS_ENDPOINT_URL=http://all.example.com"
            })
    void uploadUrl_withVariables_pointsToWhereTheClientUploads(String variables)
            throws IOException, InterruptedException {
        Path file = profiles("endpoint_url = http://default.example.com\n[profile other]\nuse_fips_endpoint = true\n");
        Path output = directory.resolve("output");
        ProcessBuilder process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SdkS3Client.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        process.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        for (String variable : variables.split(" ")) {
            String[] parts = variable.split("=", 2);
            process.environment().put(parts[0], parts[1].replace("FILE", file.toString()));
        }
        process.environment().put("HOME", directory.toString());
        assertThat(process.start().waitFor()).isZero();
        assertThat(Files.readAllLines(output))
                .filteredOn(line -> line.contains("SDK") || line.equals("compared"))
                .containsExactly("compared");
    }

    /** The endpoint is found without a request, so a request that has run out of time gets its URL too. */
    @Test
    void uploadUrl_afterTheDeadline_isSigned() {
        system.set("aws.useFipsEndpoint", "true");
        assertThat(Deadline.within(Duration.ZERO, SdkS3Client::compare)).isEmpty();
    }

    private void configure(String source, List<String> switches) throws IOException {
        system.set("user.home", directory.toString());
        String[] parts = source.split("#", 2);
        List<String> properties = new ArrayList<>(switches);
        properties.addAll(List.of(parts[0].split(" ")));
        if (parts.length > 1) {
            system.set("aws.configFile", profiles(parts[1]).toString());
        }
        for (String property : properties) {
            if (!property.isEmpty()) {
                String[] pair = property.split("=", 2);
                system.set(pair[0], pair[1]);
            }
        }
    }

    private Path profiles(String ofDefault) throws IOException {
        return Files.write(directory.resolve("config"), ("[default]\n" + ofDefault).getBytes(UTF_8));
    }
}
