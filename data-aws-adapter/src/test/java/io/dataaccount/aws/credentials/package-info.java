@NullMarked
package io.dataaccount.aws.credentials;

import org.jspecify.annotations.NullMarked;
