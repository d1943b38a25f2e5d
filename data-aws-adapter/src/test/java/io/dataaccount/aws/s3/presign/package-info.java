@NullMarked
package io.dataaccount.aws.s3.presign;

import org.jspecify.annotations.NullMarked;
