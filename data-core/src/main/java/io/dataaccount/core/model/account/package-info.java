/** AWS accounts, the roles that lead into them, and sessions and credentials for them. */
@NullMarked
package io.dataaccount.core.model.account;

import org.jspecify.annotations.NullMarked;
