/** The use cases of data-core, which cannot use the fakes itself. */
@NullMarked
package io.dataaccount.testkit.service;

import org.jspecify.annotations.NullMarked;
