/** Credentials for data accounts: sessions of STS, and the server's own credentials. */
@Internal
@NullMarked
package io.dataaccount.aws.sts;

import io.dataaccount.core.Internal;
import org.jspecify.annotations.NullMarked;
