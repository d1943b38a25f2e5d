/** Contract suites that every implementation of a port, and every door, inherits. */
@NullMarked
package io.dataaccount.testkit.contract;

import org.jspecify.annotations.NullMarked;
