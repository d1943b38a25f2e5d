/** The ports of data-core on AWS, wired from configuration. */
@NullMarked
package io.dataaccount.aws;

import org.jspecify.annotations.NullMarked;
