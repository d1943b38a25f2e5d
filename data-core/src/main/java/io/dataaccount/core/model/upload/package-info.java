/** Uploads with a single PUT or in parts, and the presigned requests for them. */
@NullMarked
package io.dataaccount.core.model.upload;

import org.jspecify.annotations.NullMarked;
