/** The rules that the modules around data-core keep. */
package io.dataaccount.http.architecture;
