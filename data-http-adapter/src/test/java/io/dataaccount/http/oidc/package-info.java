@NullMarked
package io.dataaccount.http.oidc;

import org.jspecify.annotations.NullMarked;
