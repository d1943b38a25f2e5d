/** The REST API with the JSON codec of the adapters, without a server. */
@NullMarked
package io.dataaccount.http.contract;

import org.jspecify.annotations.NullMarked;
