/** The IAM actions that the adapter needs. */
@Internal
@NullMarked
package io.dataaccount.aws.iam;

import io.dataaccount.core.Internal;
import org.jspecify.annotations.NullMarked;
