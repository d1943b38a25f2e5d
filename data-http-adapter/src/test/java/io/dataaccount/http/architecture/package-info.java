/** Architecture rules for the modules around data-core. */
package io.dataaccount.http.architecture;
