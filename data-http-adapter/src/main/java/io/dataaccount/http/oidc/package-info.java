/** Who a bearer token of an OpenID Connect issuer names; knows tokens and keys, and nothing of the server around it. */
@Internal
@NullMarked
package io.dataaccount.http.oidc;

import io.dataaccount.core.Internal;
import org.jspecify.annotations.NullMarked;
