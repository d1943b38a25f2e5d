/**
 * The file store of the embedded S3. S3Proxy decides by the class name what a store supports: it enables conditional
 * writes and multipart metadata only if the package name contains {@code .nio2blob.}. Not an API.
 */
@Internal
@NullMarked
package io.dataaccount.testkit.embedded.nio2blob;

import io.dataaccount.core.Internal;
import org.jspecify.annotations.NullMarked;
