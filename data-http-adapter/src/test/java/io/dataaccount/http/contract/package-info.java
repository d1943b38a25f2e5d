/** The REST contract over the codec of the adapters, without a server. */
@NullMarked
package io.dataaccount.http.contract;

import org.jspecify.annotations.NullMarked;
