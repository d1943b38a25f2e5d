package io.dataaccount.aws.s3;

import io.dataaccount.aws.sdk.AwsErrorSummary;
import io.dataaccount.core.error.DataException;
import io.dataaccount.core.error.ErrorCode;
import io.dataaccount.core.model.bucket.Bucket;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * How many rules S3 allows in one document. Its error for a longer document says only that the document is not valid. The
 * limit is not checked before the request, because a server of another maker may have another one.
 *
 * @param rules what the rules are, such as {@code CORS rules}
 */
record RuleLimit(String rules, int max) {
    /** @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html">Using CORS</a> */
    static final RuleLimit CORS = new RuleLimit("CORS rules", 100);

    /** @see <a href="https://docs.aws.amazon.com/general/latest/gr/s3.html#limits_s3">Amazon S3 quotas</a> */
    static final RuleLimit LIFECYCLE = new RuleLimit("lifecycle rules", 1_000);

    /** Runs the write. If S3 refuses it as invalid and there are too many rules, the error names the limit. */
    void apply(Bucket bucket, List<?> written, Runnable write) {
        try {
            write.run();
        } catch (DataException e) {
            if (e.code() != ErrorCode.NOT_SUPPORTED || written.size() <= max) {
                throw e;
            }
            DataException refusal = new DataException(
                    e.code(),
                    "The " + S3Calls.resource(bucket) + " has " + (written.size() - 1) + " " + rules
                            + " of others, and S3 allows " + max
                            + " in all, so there is no place for that of the portal: remove a rule of the bucket.",
                    e.getCause());
            throw e.getCause() instanceof SdkException cause
                    ? refusal.withOperatorNote(AwsErrorSummary.of(cause))
                    : refusal;
        }
    }
}
