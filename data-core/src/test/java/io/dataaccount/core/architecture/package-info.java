/** The rules for dependencies between the packages of data-core. */
package io.dataaccount.core.architecture;
