@NullMarked
package io.dataaccount.testkit.fake;

import org.jspecify.annotations.NullMarked;
