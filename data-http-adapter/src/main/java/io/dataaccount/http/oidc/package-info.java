/**
 * Verifies bearer tokens of an OpenID Connect issuer and finds the caller that a token names. Does not depend on the
 * HTTP server.
 */
@Internal
@NullMarked
package io.dataaccount.http.oidc;

import io.dataaccount.core.Internal;
import org.jspecify.annotations.NullMarked;
