/** The configuration values of the embedded AWS, and its records of sessions and requests. */
@NullMarked
package io.dataaccount.testkit.embedded.config;

import org.jspecify.annotations.NullMarked;
