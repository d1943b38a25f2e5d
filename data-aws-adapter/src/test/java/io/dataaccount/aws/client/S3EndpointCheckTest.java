package io.dataaccount.aws.client;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataaccount.aws.config.AwsConfig;
import io.dataaccount.aws.config.InvalidConfigurationException;
import io.dataaccount.aws.testing.SystemProperties;
import io.dataaccount.core.model.account.Region;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings that the SDK would refuse at every call end the start. The settings are outside of the environment. */
class S3EndpointCheckTest {
    @RegisterExtension
    final SystemProperties system = new SystemProperties();

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "eu-west-1,use_fips_endpoint = true,endpoint_url = https://s3.example.com,FIPS",
        "eu-west-1,use_dualstack_endpoint = true,endpoint_url = https://s3.example.com,dual-stack",
        "eu-west-1,endpoint_url = http://s3.example.com:99999,output = json,a port from 1 to 65535",
        "eu-west-1,endpoint_url = http://1.2.3,output = json,The AWS SDK refuses",
        "eu-west-1,endpoint_url = http://a_b:9000,output = json,The AWS SDK refuses",
        "eu-west-1,endpoint_url = s3.example.com,output = json,The AWS SDK refuses",
        "cn-north-1,use_fips_endpoint = true,output = json,Partition does not support FIPS"
    })
    void s3_withSettingsThatTheSdkRefuses_saysWhichAtTheStart(
            String region, String setting, String other, String reason) throws IOException {
        profile(setting + "\n" + other);
        assertThatThrownBy(() -> open(region))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining(reason)
                .hasMessageContaining("use_fips_endpoint");
    }

    @Test
    void s3_withSettingsThatTheSdkTakes_opens() throws IOException {
        profile("use_fips_endpoint = true\nuse_dualstack_endpoint = true");
        assertThatCode(() -> open("eu-west-1")).doesNotThrowAnyException();
    }

    private void profile(String lines) throws IOException {
        Path file = Files.writeString(directory.resolve("config"), "[default]\n" + lines + "\n");
        system.set("aws.configFile", file.toString());
    }

    private static void open(String region) {
        try (AwsClients clients = new AwsClients(AwsConfig.in(new Region(region), List.of()))) {
            clients.s3();
        }
    }
}
