/** The REST contract in plain Java: operations, conversion from and to a plain tree, router and error table. */
@NullMarked
package io.dataaccount.core.rest;

import org.jspecify.annotations.NullMarked;
