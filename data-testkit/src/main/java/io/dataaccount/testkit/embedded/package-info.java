/** S3 and STS servers that run inside the JVM; {@link io.dataaccount.testkit.embedded.EmbeddedAws} starts both. */
@NullMarked
package io.dataaccount.testkit.embedded;

import org.jspecify.annotations.NullMarked;
