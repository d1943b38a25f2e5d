@NullMarked
package io.dataaccount.aws.dynamodb;

import org.jspecify.annotations.NullMarked;
