/** Pages of a listing. */
@NullMarked
package io.dataaccount.core.model.page;

import org.jspecify.annotations.NullMarked;
