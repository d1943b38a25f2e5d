/** AWS accounts, the roles that give access to them, and their sessions and credentials. */
@NullMarked
package io.dataaccount.core.model.account;

import org.jspecify.annotations.NullMarked;
