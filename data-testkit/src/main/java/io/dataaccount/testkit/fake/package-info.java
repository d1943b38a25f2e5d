/** In-memory implementations of the ports. They pass the same contract suites as the real adapters. */
@NullMarked
package io.dataaccount.testkit.fake;

import org.jspecify.annotations.NullMarked;
