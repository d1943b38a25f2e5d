package io.dataaccount.core.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.dataaccount.core.error.ErrorThatKnowsAValue;
import io.dataaccount.core.model.account.AccountSession;
import io.dataaccount.core.model.account.ValueThatKnowsAPort;
import io.dataaccount.core.policy.PolicyThatKnowsAService;
import io.dataaccount.core.port.BucketStore;
import io.dataaccount.core.port.PortThatKnowsAService;
import io.dataaccount.core.record.RecordThatKnowsAPort;
import io.dataaccount.core.rest.RestThatKnowsTheAuditLog;
import io.dataaccount.core.service.ServiceThatKnowsRest;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class CoreRulesTest {
    private record Case(String name, ArchRule rule, Class<?>... breakers) {}

    private static Stream<Case> cases() {
        return Stream.of(
                new Case("only java.base", CoreRules.KNOWS_ONLY_JAVA_BASE, ClassThatKnowsALibrary.class),
                new Case("error is lowest", CoreRules.ERROR_IS_THE_LOWEST_LAYER, ErrorThatKnowsAValue.class),
                new Case("model knows error", CoreRules.MODEL_KNOWS_ERROR, ValueThatKnowsAPort.class),
                new Case("record knows model", CoreRules.RECORD_KNOWS_MODEL, RecordThatKnowsAPort.class),
                new Case("port knows record", CoreRules.PORT_KNOWS_RECORD, PortThatKnowsAService.class),
                new Case("policy knows port", CoreRules.POLICY_KNOWS_PORT, PolicyThatKnowsAService.class),
                new Case("service knows policy", CoreRules.SERVICE_KNOWS_POLICY, ServiceThatKnowsRest.class),
                new Case("rest knows service", CoreRules.REST_KNOWS_SERVICE, RestThatKnowsTheAuditLog.class),
                new Case(
                        "no cycles",
                        CoreRules.NO_CYCLES,
                        ValueThatKnowsAPort.class,
                        BucketStore.class,
                        AccountSession.class),
                new Case("clocks are given", CoreRules.CLOCKS_ARE_GIVEN, ClassThatReadsTheClock.class));
    }

    @TestFactory
    Stream<DynamicTest> rule_isKept() {
        JavaClasses core = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.dataaccount.core");
        return cases().map(each ->
                DynamicTest.dynamicTest(each.name(), () -> each.rule().check(core)));
    }

    @TestFactory
    Stream<DynamicTest> rule_canBeBroken() {
        return cases().map(each -> DynamicTest.dynamicTest(each.name(), () -> {
            JavaClasses breakers = new ClassFileImporter().importClasses(each.breakers());
            assertThat(each.rule().evaluate(breakers).hasViolation()).isTrue();
        }));
    }

    interface ClassThatKnowsALibrary {
        JavaClasses known();
    }

    interface ClassThatReadsTheClock {
        default long now() {
            return System.currentTimeMillis();
        }
    }
}
