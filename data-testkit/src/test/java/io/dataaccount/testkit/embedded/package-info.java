@NullMarked
package io.dataaccount.testkit.embedded;

import org.jspecify.annotations.NullMarked;
