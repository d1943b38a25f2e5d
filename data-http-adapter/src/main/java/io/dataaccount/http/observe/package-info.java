/** What the operator sees of the server: request logs and metrics. */
@NullMarked
package io.dataaccount.http.observe;

import org.jspecify.annotations.NullMarked;
