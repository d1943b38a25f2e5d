package io.dataaccount.aws;

import io.dataaccount.aws.config.PolicyDialect;
import io.dataaccount.core.port.SessionRequest.Purpose;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The same with the policies for servers of other makers. Only a session that manages its bucket may do more there. */
class CompatibleSessionBoundaryTest extends SessionBoundaryTest {
    @Override
    protected PolicyDialect dialect() {
        return PolicyDialect.COMPATIBLE;
    }

    @Override
    @TestFactory
    Stream<DynamicTest> managing_aBucket_changesThatAndNoObject() {
        return every(
                Purpose.MANAGE,
                wholeBucket(),
                Set.of(
                        "head own",
                        "locate own",
                        "list all of own",
                        "list ours in own",
                        "list others' in own",
                        "list versions in own",
                        "read settings of own",
                        "change settings of own"));
    }
}
