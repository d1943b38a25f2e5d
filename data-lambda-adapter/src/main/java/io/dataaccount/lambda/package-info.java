/** The Lambda adapter: reads the event of a gateway, and writes the response in the gateway's format. */
@NullMarked
package io.dataaccount.lambda;

import org.jspecify.annotations.NullMarked;
