/** Entry point: creates the AWS implementations of the ports of data-core from the configuration. */
@NullMarked
package io.dataaccount.aws;

import org.jspecify.annotations.NullMarked;
