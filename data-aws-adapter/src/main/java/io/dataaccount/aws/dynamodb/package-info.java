/** Use cases, roles and the audit log in the DynamoDB tables that are shared with the portal. */
@Internal
@NullMarked
package io.dataaccount.aws.dynamodb;

import io.dataaccount.core.Internal;
import org.jspecify.annotations.NullMarked;
