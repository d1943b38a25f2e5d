package io.dataaccount.http.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.dataaccount.core.Internal;
import java.util.stream.Stream;

/** Rules about which package around data-core may use which. */
final class AdapterRules {
    static final ArchRule THE_SDK_STOPS_IN_THE_AWS_ADAPTER = noClasses()
            .that()
            .resideInAPackage("io.dataaccount.http..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon..")
            .because("an inbound adapter speaks HTTP and the contract, and nothing else");

    static final ArchRule THE_AWS_ADAPTER_KNOWS_NO_INBOUND_ADAPTER = noClasses()
            .that()
            .resideInAPackage("io.dataaccount.aws..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.dataaccount.http..", "io.dataaccount.testkit..", "io.dataaccount.core.rest")
            .because("the AWS adapter is the same behind every inbound adapter");

    static final ArchRule SERVICES_OF_AWS_ARE_INDEPENDENT = slices().matching("io.dataaccount.aws.(s3|sts|dynamodb)..")
            .should()
            .notDependOnEachOther()
            .because("each service of AWS has its own package with its own translator of errors");

    static final ArchRule THE_EMBEDDED_SERVERS_NEED_NO_TEST_LIBRARY = noClasses()
            .that()
            .resideInAnyPackage("io.dataaccount.testkit.embedded..", "io.dataaccount.testkit.fake..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.junit..", "org.assertj..", "io.dataaccount.testkit.contract..")
            .because("the server's jar has them without JUnit");

    static final ArchRule TOKENS_STAY_IN_OIDC = noClasses()
            .that()
            .resideInAPackage("io.dataaccount..")
            .and()
            .resideOutsideOfPackage("io.dataaccount.http.oidc")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.nimbusds..")
            .because("one package verifies tokens, and the others get a caller");

    static final ArchRule TOKENS_KNOW_NO_SERVER = noClasses()
            .that()
            .resideInAPackage("io.dataaccount.http.oidc")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.dataaccount.http.server",
                    "io.dataaccount.http.access",
                    "io.javalin..",
                    "jakarta.servlet..",
                    "org.eclipse.jetty..")
            .because("the verification of a token does not depend on how it arrived");

    /**
     * A slice is a single package without its sub-packages, so a cycle between a package and its sub-package is found
     * too.
     */
    static final ArchRule NO_CYCLES =
            slices().matching("io.dataaccount.(**)").should().beFreeOfCycles();

    static final ArchRule THE_API_SHOWS_NO_INTERNALS = classes()
            .that()
            .arePublic()
            .and(not(internal()))
            .should(showNoInternals())
            .because("a user who compiles against an entry point must not need a type that may change at any time");

    private AdapterRules() {}

    static DescribedPredicate<JavaClass> internal() {
        return DescribedPredicate.describe(
                "internal",
                each -> each.isAnnotatedWith(Internal.class)
                        || each.getPackage().isAnnotatedWith(Internal.class)
                        || each.getEnclosingClass()
                                .map(outer -> internal().test(outer))
                                .orElse(false));
    }

    private static ArchCondition<JavaClass> showNoInternals() {
        return new ArchCondition<>("show no internal types") {
            @Override
            public void check(JavaClass each, ConditionEvents events) {
                each.getCodeUnits().stream()
                        .filter(unit -> unit.getModifiers().contains(JavaModifier.PUBLIC))
                        .forEach(unit -> shown(unit)
                                .filter(internal())
                                .forEach(type -> events.add(SimpleConditionEvent.violated(
                                        unit, unit.getFullName() + " shows " + type.getName()))));
            }
        };
    }

    private static Stream<JavaClass> shown(JavaCodeUnit unit) {
        return Stream.concat(
                        Stream.of(unit.getReturnType()),
                        Stream.concat(unit.getParameterTypes().stream(), unit.getThrowsClause().getTypes().stream()))
                .flatMap(type -> type.getAllInvolvedRawTypes().stream());
    }
}
