/**
 * The file store under the embedded S3. S3Proxy reads the kind of a store from its class name, and grants
 * conditional writes and multipart metadata only to one whose package contains {@code .nio2blob.}.
 */
@Internal
@NullMarked
package io.dataaccount.testkit.embedded.nio2blob;

import io.dataaccount.core.Internal;
import org.jspecify.annotations.NullMarked;
