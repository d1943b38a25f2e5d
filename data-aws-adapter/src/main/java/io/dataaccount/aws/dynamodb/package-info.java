/** What the portal keeps in its DynamoDB tables. */
@NullMarked
package io.dataaccount.aws.dynamodb;

import org.jspecify.annotations.NullMarked;
