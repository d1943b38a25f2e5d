package io.dataaccount.core.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

/** What may know what in data-core. */
final class CoreRules {
    private static final String CORE = "io.dataaccount.core.";
    private static final String ERROR = CORE + "error";
    private static final String MODEL = CORE + "model";
    private static final String PORT = CORE + "port";
    private static final String SERVICE = CORE + "service";
    private static final String REST = CORE + "rest";

    static final ArchRule KNOWS_ONLY_JAVA_BASE = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    ERROR,
                    MODEL,
                    PORT,
                    SERVICE,
                    REST,
                    "java.lang..",
                    "java.util..",
                    "java.time..",
                    "java.nio..",
                    "java.math..",
                    "java.io..",
                    "java.security..",
                    "org.jspecify.annotations")
            .because("data-core runs anywhere, without another library");

    static final ArchRule ERROR_KNOWS_NO_OTHER = packageRule(ERROR, MODEL, PORT, SERVICE, REST);
    static final ArchRule MODEL_KNOWS_ERROR = packageRule(MODEL, PORT, SERVICE, REST);
    static final ArchRule PORT_KNOWS_MODEL = packageRule(PORT, SERVICE, REST);
    static final ArchRule SERVICE_KNOWS_PORT = packageRule(SERVICE, REST);

    static final ArchRule NO_CYCLES = slices().matching(CORE + "(*)").should().beFreeOfCycles();

    static final ArchRule CLOCKS_ARE_GIVEN = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("a test sets the time");

    private CoreRules() {}

    private static ArchRule packageRule(String packageName, String... unknown) {
        return noClasses()
                .that()
                .resideInAPackage(packageName)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(unknown)
                .because("the packages are layers: error, model, port, service, rest");
    }
}
