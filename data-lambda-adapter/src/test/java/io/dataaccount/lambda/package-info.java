@NullMarked
package io.dataaccount.lambda;

import org.jspecify.annotations.NullMarked;
