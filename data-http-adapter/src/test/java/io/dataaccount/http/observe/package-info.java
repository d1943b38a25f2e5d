@NullMarked
package io.dataaccount.http.observe;

import org.jspecify.annotations.NullMarked;
