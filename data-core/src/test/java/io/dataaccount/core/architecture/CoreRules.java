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
    private static final String USECASE = CORE + "usecase";
    private static final String REST = CORE + "rest";

    static final ArchRule KNOWS_ONLY_JAVA_BASE = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    ERROR,
                    MODEL,
                    PORT,
                    USECASE,
                    REST,
                    "java.lang..",
                    "java.util..",
                    "java.time..",
                    "java.nio..",
                    "java.math..",
                    "java.io..",
                    "java.security..",
                    "org.jspecify.annotations")
            .because("data-core runs anywhere, with nothing beside it");

    static final ArchRule ERROR_KNOWS_NOBODY = room(ERROR, MODEL, PORT, USECASE, REST);
    static final ArchRule MODEL_KNOWS_ERROR = room(MODEL, PORT, USECASE, REST);
    static final ArchRule PORT_KNOWS_MODEL = room(PORT, USECASE, REST);
    static final ArchRule USECASE_KNOWS_PORT = room(USECASE, REST);

    static final ArchRule NO_CYCLES = slices().matching(CORE + "(*)").should().beFreeOfCycles();

    static final ArchRule CLOCKS_ARE_GIVEN = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("whoever tests a use case decides what time it is");

    private CoreRules() {}

    private static ArchRule room(String room, String... unknown) {
        return noClasses()
                .that()
                .resideInAPackage(room)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(unknown)
                .because("the rooms stand in the order error, model, port, usecase, rest");
    }
}
