/** What the adapters' tests share. */
@NullMarked
package io.dataaccount.aws.testing;

import org.jspecify.annotations.NullMarked;
