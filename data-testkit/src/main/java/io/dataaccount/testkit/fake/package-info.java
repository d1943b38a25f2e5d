/** In-memory ports, held to the same contracts as the real adapters. */
@NullMarked
package io.dataaccount.testkit.fake;

import org.jspecify.annotations.NullMarked;
