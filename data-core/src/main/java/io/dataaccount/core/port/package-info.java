/** What the use cases need from the outside; adapters implement these. */
@NullMarked
package io.dataaccount.core.port;

import org.jspecify.annotations.NullMarked;
