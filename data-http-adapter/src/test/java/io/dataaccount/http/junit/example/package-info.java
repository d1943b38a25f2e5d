/** A test as a portal has it, in a package of its own, so that it uses only what is public. */
@NullMarked
package io.dataaccount.http.junit.example;

import org.jspecify.annotations.NullMarked;
