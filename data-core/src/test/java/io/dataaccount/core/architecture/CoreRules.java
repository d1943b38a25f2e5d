package io.dataaccount.core.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import java.net.URLEncoder;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The permitted dependencies in data-core. */
final class CoreRules {
    private static final String CORE = "io.dataaccount.core.";

    /** The layers, from the lowest to the highest. */
    private static final List<String> LAYERS = Stream.of(
                    "error", "json", "model", "record", "port", "policy", "service", "rest", "audit")
            .map(layer -> CORE + layer + "..")
            .toList();

    /** Of java.net, the core needs the encoder alone: it opens no connections. */
    static final ArchRule KNOWS_ONLY_JAVA_BASE = classes()
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                            CORE + ".",
                            "java.lang..",
                            "java.util..",
                            "java.time..",
                            "java.nio..",
                            "java.math..",
                            "java.io..",
                            "java.security..",
                            "org.jspecify.annotations")
                    .or(type(URLEncoder.class)))
            .because("data-core runs anywhere, without another library");

    static final ArchRule ERROR_IS_THE_LOWEST_LAYER = layer("error");
    static final ArchRule MODEL_KNOWS_ERROR = layer("model");
    static final ArchRule RECORD_KNOWS_MODEL = layer("record");
    static final ArchRule PORT_KNOWS_RECORD = layer("port");
    static final ArchRule POLICY_KNOWS_PORT = layer("policy");
    static final ArchRule SERVICE_KNOWS_POLICY = layer("service");
    static final ArchRule REST_KNOWS_SERVICE = layer("rest");

    /** Each package is its own slice, so a package and its sub-packages may not form a cycle either. */
    static final ArchRule NO_CYCLES =
            slices().matching("io.dataaccount.(**)").should().beFreeOfCycles();

    static final ArchRule CLOCKS_ARE_GIVEN = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("a test sets the time");

    private CoreRules() {}

    private static ArchRule layer(String name) {
        int lowest = LAYERS.indexOf(CORE + name + "..");
        return noClasses()
                .that()
                .resideInAPackage(LAYERS.get(lowest))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(LAYERS.subList(lowest + 1, LAYERS.size()).toArray(String[]::new))
                .because("the packages are layers, from the lowest to the highest: " + LAYERS);
    }
}
