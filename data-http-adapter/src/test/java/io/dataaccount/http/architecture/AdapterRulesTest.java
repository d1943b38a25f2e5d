package io.dataaccount.http.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWT;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.dataaccount.aws.AwsAdapterThatKnowsHttp;
import io.dataaccount.aws.s3.S3PackageThatKnowsSts;
import io.dataaccount.aws.sts.StsCredentialResolver;
import io.dataaccount.http.oidc.OidcThatKnowsHttp;
import io.dataaccount.http.server.HttpServerAdapter;
import io.dataaccount.testkit.embedded.EmbeddedAwsConfig;
import io.dataaccount.testkit.embedded.ServerThatKnowsJUnit;
import io.dataaccount.testkit.embedded.config.ConfigThatKnowsTheServer;
import io.dataaccount.testkit.embedded.config.EmbeddedUser;
import io.dataaccount.testkit.embedded.store.DataDirectory;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.s3.S3Client;

class AdapterRulesTest {
    private record Case(String name, ArchRule rule, Class<?>... breakers) {}

    private static Stream<Case> cases() {
        return Stream.of(
                new Case(
                        "the SDK stops in the AWS adapter",
                        AdapterRules.THE_SDK_STOPS_IN_THE_AWS_ADAPTER,
                        AdapterThatKnowsTheSdk.class),
                new Case(
                        "the AWS adapter knows no inbound adapter",
                        AdapterRules.THE_AWS_ADAPTER_KNOWS_NO_INBOUND_ADAPTER,
                        AwsAdapterThatKnowsHttp.class),
                new Case(
                        "services of AWS are independent",
                        AdapterRules.SERVICES_OF_AWS_ARE_INDEPENDENT,
                        S3PackageThatKnowsSts.class,
                        StsCredentialResolver.class),
                new Case(
                        "the embedded servers need no test library",
                        AdapterRules.THE_EMBEDDED_SERVERS_NEED_NO_TEST_LIBRARY,
                        ServerThatKnowsJUnit.class),
                new Case("tokens stay in oidc", AdapterRules.TOKENS_STAY_IN_OIDC, AdapterThatReadsTokens.class),
                new Case("tokens know no server", AdapterRules.TOKENS_KNOW_NO_SERVER, OidcThatKnowsHttp.class),
                new Case(
                        "no cycles",
                        AdapterRules.NO_CYCLES,
                        ConfigThatKnowsTheServer.class,
                        EmbeddedAwsConfig.class,
                        EmbeddedUser.class),
                new Case(
                        "the API shows no internals",
                        AdapterRules.THE_API_SHOWS_NO_INTERNALS,
                        ApiThatShowsInternals.class,
                        HttpServerAdapter.class));
    }

    @Test
    void typeInAnInternalPackage_isInternal() {
        assertThat(AdapterRules.internal().test(all().get(HttpServerAdapter.class)))
                .isTrue();
    }

    private static JavaClasses all() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.dataaccount");
    }

    @TestFactory
    Stream<DynamicTest> rule_isKept() {
        JavaClasses all = all();
        return cases().map(each ->
                DynamicTest.dynamicTest(each.name(), () -> each.rule().check(all)));
    }

    @TestFactory
    Stream<DynamicTest> rule_canBeBroken() {
        return cases().map(each -> DynamicTest.dynamicTest(each.name(), () -> {
            JavaClasses breakers = new ClassFileImporter().importClasses(each.breakers());
            assertThat(each.rule().evaluate(breakers).hasViolation()).isTrue();
        }));
    }

    interface AdapterThatReadsTokens {
        JWT known();
    }

    interface AdapterThatKnowsTheSdk {
        S3Client known();
    }

    public interface ApiThatShowsInternals {
        DataDirectory shown();
    }
}
