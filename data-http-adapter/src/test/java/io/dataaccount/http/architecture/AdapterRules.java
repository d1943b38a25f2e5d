package io.dataaccount.http.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;

/** What may know what around data-core. */
final class AdapterRules {
    static final ArchRule THE_SDK_STOPS_IN_THE_AWS_ADAPTER = noClasses()
            .that()
            .resideInAPackage("io.dataaccount.http..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon..")
            .because("a door speaks HTTP and the contract, and nothing else");

    static final ArchRule THE_AWS_ADAPTER_KNOWS_NO_DOOR = noClasses()
            .that()
            .resideInAPackage("io.dataaccount.aws..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.dataaccount.http..", "io.dataaccount.testkit..", "io.dataaccount.core.rest")
            .because("the adapter is the same behind every door");

    static final ArchRule ONE_ROOM_A_SERVICE = slices().matching("io.dataaccount.aws.(s3|sts|dynamodb)..")
            .should()
            .notDependOnEachOther()
            .because("each service has its own translator of errors, and nothing to say to the others");

    static final ArchRule THE_EMBEDDED_SERVERS_NEED_NO_TEST_LIBRARY = noClasses()
            .that()
            .resideInAnyPackage("io.dataaccount.testkit.embedded..", "io.dataaccount.testkit.fake..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.junit..", "org.assertj..", "io.dataaccount.testkit.contract..")
            .because("the server's jar has them without JUnit");

    static final ArchRule TOKENS_STAY_IN_THEIR_ROOM = noClasses()
            .that()
            .resideInAPackage("io.dataaccount..")
            .and()
            .resideOutsideOfPackage("io.dataaccount.http.oidc")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.nimbusds..")
            .because("one room verifies tokens, and the others know a caller");

    static final ArchRule TOKENS_KNOW_NO_SERVER = noClasses()
            .that()
            .resideInAPackage("io.dataaccount.http.oidc")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.dataaccount.http", "io.javalin..", "jakarta.servlet..", "org.eclipse.jetty..")
            .because("a token says the same whatever it came through");

    private AdapterRules() {}
}
