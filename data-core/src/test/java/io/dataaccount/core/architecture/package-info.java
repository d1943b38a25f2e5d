/** The rules that the packages of data-core keep. */
package io.dataaccount.core.architecture;
