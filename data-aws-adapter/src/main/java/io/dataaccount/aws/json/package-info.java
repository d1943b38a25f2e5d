/** The JSON codec of both inbound adapters, with Jackson's streaming API. */
@NullMarked
package io.dataaccount.aws.json;

import org.jspecify.annotations.NullMarked;
