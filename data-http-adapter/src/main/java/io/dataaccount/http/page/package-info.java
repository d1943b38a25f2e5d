/** The web page: its files, what it is told, and the policy it runs under. Its source is in {@code src/main/web}. */
@NullMarked
package io.dataaccount.http.page;

import org.jspecify.annotations.NullMarked;
