/** The way into data accounts: sessions of STS, and the server's own credentials. */
@NullMarked
package io.dataaccount.aws.sts;

import org.jspecify.annotations.NullMarked;
