/** The web page: its files, what it is told, and the policy it runs under. Its source is in {@code src/main/web}. */
@Internal
@NullMarked
package io.dataaccount.http.page;

import io.dataaccount.core.Internal;
import org.jspecify.annotations.NullMarked;
