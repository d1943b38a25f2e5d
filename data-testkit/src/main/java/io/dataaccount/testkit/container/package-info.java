/** The standalone server as a container, for integration tests. It needs Testcontainers 2 on the test class path. */
@NullMarked
package io.dataaccount.testkit.container;

import org.jspecify.annotations.NullMarked;
