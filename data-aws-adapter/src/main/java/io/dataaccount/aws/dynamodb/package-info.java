/** What the portal keeps in its DynamoDB tables. */
@Internal
@NullMarked
package io.dataaccount.aws.dynamodb;

import io.dataaccount.core.Internal;
import org.jspecify.annotations.NullMarked;
