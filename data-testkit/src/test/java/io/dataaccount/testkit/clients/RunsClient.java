package io.dataaccount.testkit.clients;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test class that runs a client. It is skipped where the client is not installed, but not in CI. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith({ClientCondition.class, ClientCloud.Extension.class})
@interface RunsClient {
    ClientProgram value();
}
