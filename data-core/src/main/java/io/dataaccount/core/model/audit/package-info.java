/** Events of the audit log. */
@NullMarked
package io.dataaccount.core.model.audit;

import org.jspecify.annotations.NullMarked;
