/** Tests of the examples in docs/deploy. */
@NullMarked
package io.dataaccount.http.deploy;

import org.jspecify.annotations.NullMarked;
