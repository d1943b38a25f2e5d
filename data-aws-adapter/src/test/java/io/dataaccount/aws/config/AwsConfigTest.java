package io.dataaccount.aws.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dataaccount.aws.testing.SystemProperties;
import io.dataaccount.core.model.account.Credentials;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.bucket.Origin;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AwsConfigTest {
    @RegisterExtension
    final SystemProperties system = new SystemProperties();

    private static final Map<String, String> MINIMAL =
            Map.of("AWS_REGION", "eu-central-1", "PORTAL_ORIGINS", "https://portal.example.com");

    @Test
    void fromEnvironment_ofTheLeast_hasTheDefaults() {
        assertThat(AwsConfig.fromEnvironment(MINIMAL))
                .isEqualTo(AwsConfig.in(new Region("eu-central-1"), List.of(new Origin("https://portal.example.com"))));
    }

    @Test
    void fromEnvironment_ofEverything_isRead() {
        AwsConfig config = AwsConfig.fromEnvironment(Map.of(
                "AWS_DEFAULT_REGION", "cn-north-1",
                "PORTAL_ORIGINS", "https://a.example.com, http://localhost:3000",
                "USECASES_TABLE", "my.usecases",
                "S3_PATH_STYLE", "true",
                "MAX_BATCH_FILES", "10000",
                "MAX_EXPIRES_IN", "43200",
                "ENFORCE_PREFIX", "true",
                "STS_POLICY_DIALECT", "compatible",
                "AWS_ENDPOINT_URL_S3", "http://minio:9000"));
        assertThat(config.region()).isEqualTo(new Region("cn-north-1"));
        assertThat(config.settings().portalOrigins())
                .containsExactly(new Origin("https://a.example.com"), new Origin("http://localhost:3000"));
        assertThat(config.usecasesTable()).isEqualTo("my.usecases");
        assertThat(config.s3PathStyle()).isTrue();
        assertThat(config.settings().enforcePrefix()).isTrue();
        assertThat(config.settings().auditRequired()).isFalse();
        assertThat(config.settings().maxBatchFiles()).isEqualTo(10_000);
        assertThat(config.settings().maxExpiresIn().seconds()).isEqualTo(43_200);
        assertThat(config.s3Endpoint()).isEqualTo(URI.create("http://minio:9000"));
        assertThat(config.policyDialect()).isEqualTo(PolicyDialect.COMPATIBLE);
    }

    @Test
    void copies_keepThePolicyDialect() {
        AwsConfig config = AwsConfig.fromEnvironment(MINIMAL).with(PolicyDialect.COMPATIBLE);
        Credentials credentials = new Credentials("AKIA", "secret", null, null);
        URI server = URI.create("http://localhost:9000");
        assertThat(List.of(
                        config.with(config.settings()),
                        config.ownedBy(credentials),
                        config.uploadingTo(server),
                        config.onServers(server, server, credentials)))
                .extracting(AwsConfig::policyDialect)
                .containsOnly(PolicyDialect.COMPATIBLE);
    }

    @Test
    void fromEnvironment_ofTablesAndAudit_isRead() {
        Map<String, String> environment = new HashMap<>(MINIMAL);
        environment.put("USER_ROLES_TABLE", "my.roles");
        environment.put("AUDIT_LOG_TABLE", "my.audit");
        environment.put("AUDIT_LOG_DAYS", "3650");
        environment.put("AUDIT_REQUIRED", "true");
        AwsConfig config = AwsConfig.fromEnvironment(environment);
        assertThat(config.tables())
                .isEqualTo(new AwsTables("dda-portal-usecases", "my.roles", "my.audit", Duration.ofDays(3650)));
        assertThat(config.settings().auditRequired()).isTrue();
        assertThat(config.settings().enforcePrefix()).isFalse();
    }

    @Test
    void fromEnvironment_ofNoAuditLog_hasNone() {
        Map<String, String> environment = new HashMap<>(MINIMAL);
        environment.put("AUDIT_LOG_TABLE", "none");
        assertThat(AwsConfig.fromEnvironment(environment).tables().auditLog()).isEmpty();
    }

    @Test
    void fromEnvironment_requiringAnAuditLogThatThereIsNot_isRefused() {
        Map<String, String> environment = new HashMap<>(MINIMAL);
        environment.put("AUDIT_LOG_TABLE", "none");
        environment.put("AUDIT_REQUIRED", "true");
        assertThatThrownBy(() -> AwsConfig.fromEnvironment(environment))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("AUDIT_REQUIRED 'true' must not be");
    }

    @Test
    void fromEnvironment_ofAnEndpointForAll_takesItForS3Too() {
        Map<String, String> environment = new HashMap<>(MINIMAL);
        environment.put("AWS_ENDPOINT_URL", "http://localhost:4566");
        assertThat(AwsConfig.fromEnvironment(environment).s3Endpoint()).isEqualTo(URI.create("http://localhost:4566"));
        environment.put("AWS_ENDPOINT_URL_S3", "http://minio:9000");
        assertThat(AwsConfig.fromEnvironment(environment).s3Endpoint()).isEqualTo(URI.create("http://minio:9000"));
    }

    @Test
    void fromEnvironment_ofIgnoredEndpoints_leavesThemOut() {
        Map<String, String> environment = new HashMap<>(MINIMAL);
        environment.put("AWS_ENDPOINT_URL_S3", "http://minio:9000");
        environment.put("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "True");
        environment.put("AWS_USE_FIPS_ENDPOINT", "TRUE");
        assertThat(AwsConfig.fromEnvironment(environment).s3Endpoint()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws.endpointUrl", "aws.endpointUrlS3"})
    void fromEnvironment_besideASystemPropertyOfTheSdk_leavesTheEndpointToTheSdk(String property) {
        system.set(property, "http://other:9000");
        Map<String, String> environment = new HashMap<>(MINIMAL);
        environment.put("AWS_ENDPOINT_URL_S3", "http://minio:9000");
        assertThat(AwsConfig.fromEnvironment(environment).s3Endpoint()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS_USE_FIPS_ENDPOINT", "AWS_USE_DUALSTACK_ENDPOINT"})
    void fromEnvironment_ofACustomEndpointAndAVariantOfAws_namesBoth(String kind) {
        for (String name : List.of(
                "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL_STS", "AWS_ENDPOINT_URL_DYNAMODB")) {
            Map<String, String> environment = new HashMap<>(MINIMAL);
            environment.put(name, "http://minio:9000");
            environment.put(kind, "true");
            assertThatThrownBy(() -> AwsConfig.fromEnvironment(environment))
                    .isInstanceOf(InvalidConfigurationException.class)
                    .hasMessageContaining(name + " 'http://minio:9000' must not be set while " + kind + " is true");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"garage", "auto", "home", "RegionOne", "us-west-004"})
    void fromEnvironment_ofAnotherServer_takesAnyRegion(String region) {
        Map<String, String> environment = new HashMap<>(MINIMAL);
        environment.put("AWS_REGION", region);
        environment.put("AWS_ENDPOINT_URL_S3", "http://minio:9000");
        assertThat(AwsConfig.fromEnvironment(environment).region()).isEqualTo(new Region(region));
    }

    @ParameterizedTest
    @ValueSource(strings = {"eusc-de-east-1", "us-iso-east-1", "us-isob-west-1", "eu-isoe-west-1", "us-isof-south-1"})
    void fromEnvironment_ofEveryPartition_takesItsRegions(String region) {
        Map<String, String> environment = new HashMap<>(MINIMAL);
        environment.put("AWS_REGION", region);
        assertThat(AwsConfig.fromEnvironment(environment).region()).isEqualTo(new Region(region));
    }

    /** The SDK's client fails for such a host with "Expected scheme-specific part at index 5: http:". */
    @ParameterizedTest
    @ValueSource(
            strings = {"AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL_STS", "AWS_ENDPOINT_URL_DYNAMODB"})
    void fromEnvironment_ofAHostWithAnUnderscore_saysSo(String name) {
        Map<String, String> environment = new HashMap<>(MINIMAL);
        environment.put(name, "http://minio_server:9000");
        assertThatThrownBy(() -> AwsConfig.fromEnvironment(environment))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining(name + " 'http://minio_server:9000' must not have an underscore")
                .hasMessageContaining("minio-server:9000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://minio:0", "http://minio:65536", "http://minio:99999", "https://[::1]:70000/base"})
    void fromEnvironment_ofAPortThatCannotBe_isRefused(String url) {
        Map<String, String> environment = new HashMap<>(MINIMAL);
        environment.put("AWS_ENDPOINT_URL_STS", url);
        assertThatThrownBy(() -> AwsConfig.fromEnvironment(environment))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("AWS_ENDPOINT_URL_STS '" + url + "' must have a port from 1 to 65535");
    }

    /** The SDK does not send them, and a problem is printed and logged. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://user:the-secret@minio:9000",
                "http://the-secret@minio:9000",
                "http://user:the-secret@minio_server:9000",
                "http://user:the-secret@minio:99999",
                "ftp://user:the-secret@minio",
                "http://user:the-secret/and/more@minio:9000",
                "http://user:the-secret%20@minio:9000"
            })
    void fromEnvironment_ofAUrlWithAPassword_doesNotPrintIt(String url) {
        for (String name : List.of("AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3", "PORTAL_ORIGINS")) {
            Map<String, String> environment = new HashMap<>(MINIMAL);
            environment.put(name, url);
            assertThatThrownBy(() -> AwsConfig.fromEnvironment(environment))
                    .isInstanceOf(InvalidConfigurationException.class)
                    .hasMessageContaining(name + " '")
                    .hasMessageNotContaining("the-secret");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"regional", "LEGACY", " "})
    void fromEnvironment_ofTheEndpointOfUsEast1_takesWhatTheSdkTakes(String value) {
        Map<String, String> environment = new HashMap<>(MINIMAL);
        environment.put("AWS_S3_US_EAST_1_REGIONAL_ENDPOINT", value);
        assertThat(AwsConfig.fromEnvironment(environment).s3Endpoint()).isNull();
    }

    @Test
    void fromEnvironment_ofNothing_saysAllThatIsMissing() {
        InvalidConfigurationException refusal =
                catchThrowableOfType(InvalidConfigurationException.class, () -> AwsConfig.fromEnvironment(Map.of()));
        assertThat(refusal.problems())
                .hasSize(2)
                .anyMatch(problem -> problem.startsWith("AWS_REGION is not set"))
                .anyMatch(problem -> problem.startsWith("PORTAL_ORIGINS is not set"));
    }

    @ParameterizedTest
    @CsvSource({
        "AWS_REGION,mars",
        "AWS_REGION,US-EAST-1",
        "PORTAL_ORIGINS,https://portal.example.com/",
        "PORTAL_ORIGINS,*",
        "USECASES_TABLE,a b",
        "USER_ROLES_TABLE,x",
        "AUDIT_LOG_TABLE,a/b",
        "AUDIT_LOG_DAYS,0",
        "AUDIT_LOG_DAYS,3651",
        "AUDIT_REQUIRED,1",
        "ENFORCE_PREFIX,TRUE",
        "S3_PATH_STYLE,yes",
        "MAX_BATCH_FILES,0",
        "MAX_BATCH_FILES,10001",
        "MAX_EXPIRES_IN,604801",
        "MAX_EXPIRES_IN,1h",
        "STS_POLICY_DIALECT,minio",
        "STS_POLICY_DIALECT,AWS",
        "AWS_USE_FIPS_ENDPOINT,yes",
        "AWS_USE_DUALSTACK_ENDPOINT,1",
        "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS,on",
        "AWS_ENDPOINT_URL,minio:9000",
        "AWS_ENDPOINT_URL_S3,s3://x",
        "AWS_ENDPOINT_URL_STS,http://",
        "AWS_ENDPOINT_URL_STS,HTTP://minio:9000",
        "AWS_ENDPOINT_URL_S3,http://minio:0",
        "AWS_ENDPOINT_URL_S3,http://minio:65536",
        "AWS_S3_US_EAST_1_REGIONAL_ENDPOINT,global",
        "AWS_ENDPOINT_URL_DYNAMODB,'http://a b'"
    })
    void fromEnvironment_ofAWrongValue_namesItBesideAllOthers(String name, String value) {
        system.set("user.home", "/nowhere"); // a profile may name an S3-compatible server
        Map<String, String> environment = new HashMap<>(MINIMAL);
        environment.put("MAX_BATCH_FILES", "x");
        environment.put(name, value);
        assertThatThrownBy(() -> AwsConfig.fromEnvironment(environment))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining(name + " '" + value + "' must ")
                .hasMessageContaining("MAX_BATCH_FILES '");
    }

    @Test
    void fromEnvironment_ofAnEmptyValue_isAsIfNotSet() {
        Map<String, String> environment = new HashMap<>(MINIMAL);
        environment.put("USECASES_TABLE", " ");
        assertThat(AwsConfig.fromEnvironment(environment).usecasesTable()).isEqualTo(AwsConfig.DEFAULT_USECASES_TABLE);
    }

    @Test
    void toString_hidesCredentials() {
        URI server = URI.create("http://127.0.0.1:9000");
        AwsConfig config = AwsConfig.fromEnvironment(MINIMAL)
                .onServers(server, server, new Credentials("AKIAEXAMPLE", "the-secret", "the-token", null));
        assertThat(config.toString()).doesNotContain("the-secret", "the-token");
    }
}
