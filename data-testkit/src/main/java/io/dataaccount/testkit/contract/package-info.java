/**
 * Contract suites: abstract JUnit classes with the tests of a port or of the REST API. The test class of an
 * implementation extends a suite and implements its abstract methods.
 */
@NullMarked
package io.dataaccount.testkit.contract;

import org.jspecify.annotations.NullMarked;
