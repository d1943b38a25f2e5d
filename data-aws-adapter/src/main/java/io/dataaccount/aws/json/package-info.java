/** The JSON codec of the adapters, on Jackson's streaming API. */
@NullMarked
package io.dataaccount.aws.json;

import org.jspecify.annotations.NullMarked;
