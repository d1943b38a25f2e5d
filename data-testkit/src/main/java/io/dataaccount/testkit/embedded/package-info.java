/** Servers that run inside the JVM: S3, STS and the use-case store. */
@NullMarked
package io.dataaccount.testkit.embedded;

import org.jspecify.annotations.NullMarked;
