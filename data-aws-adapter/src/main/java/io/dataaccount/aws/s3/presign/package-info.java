/**
 * Presigned URLs. {@code SigV4Signer} signs a batch; per URL it only encodes the key and computes hashes. The AWS SDK
 * signs the cases that {@code SigV4Signer} does not cover, or for which its URLs differ from the SDK's.
 */
@Internal
@NullMarked
package io.dataaccount.aws.s3.presign;

import io.dataaccount.core.Internal;
import org.jspecify.annotations.NullMarked;
