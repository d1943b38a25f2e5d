/** Buckets and their settings. */
@NullMarked
package io.dataaccount.core.model.bucket;

import org.jspecify.annotations.NullMarked;
