/** Who a bearer token of an OpenID Connect issuer names; knows tokens and keys, and nothing of the server around it. */
@NullMarked
package io.dataaccount.http.oidc;

import org.jspecify.annotations.NullMarked;
