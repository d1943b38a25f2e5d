@NullMarked
package io.dataaccount.http.page;

import org.jspecify.annotations.NullMarked;
