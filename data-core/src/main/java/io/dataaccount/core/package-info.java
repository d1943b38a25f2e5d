/** Data Account in plain Java: values, ports, application services and the REST contract. */
@NullMarked
package io.dataaccount.core;

import org.jspecify.annotations.NullMarked;
