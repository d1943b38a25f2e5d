@NullMarked
package io.dataaccount.http;

import org.jspecify.annotations.NullMarked;
