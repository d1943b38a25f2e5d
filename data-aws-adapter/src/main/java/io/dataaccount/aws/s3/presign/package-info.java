/**
 * Presigned URLs. A batch is signed by {@code SigV4Signer}, which does nothing per URL but encode a key and hash; what that
 * does not cover, or does otherwise than the AWS SDK, is signed by the SDK.
 */
@Internal
@NullMarked
package io.dataaccount.aws.s3.presign;

import io.dataaccount.core.Internal;
import org.jspecify.annotations.NullMarked;
