/**
 * Tests of the use cases of data-core with the fakes. They are here because data-core cannot depend on data-testkit.
 */
@NullMarked
package io.dataaccount.testkit.service;

import org.jspecify.annotations.NullMarked;
