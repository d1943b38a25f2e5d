/** The REST contract as plain Java: operations, codecs to a plain tree, router and error table. */
@NullMarked
package io.dataaccount.core.rest;

import org.jspecify.annotations.NullMarked;
