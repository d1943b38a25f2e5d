/** Common fixtures of the tests in this module. */
@NullMarked
package io.dataaccount.aws.testing;

import org.jspecify.annotations.NullMarked;
