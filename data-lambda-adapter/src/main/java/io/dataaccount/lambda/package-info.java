/** The Lambda door: gateway event in, gateway event out. */
@NullMarked
package io.dataaccount.lambda;

import org.jspecify.annotations.NullMarked;
