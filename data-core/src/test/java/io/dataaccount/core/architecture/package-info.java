/** The rules that the rooms of data-core keep. */
package io.dataaccount.core.architecture;
