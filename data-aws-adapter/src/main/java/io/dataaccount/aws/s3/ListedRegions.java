package io.dataaccount.aws.s3;

import io.dataaccount.aws.sdk.Deadline;
import io.dataaccount.core.error.DataException;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.bucket.BucketName;
import java.time.Duration;
import java.util.function.Function;

/**
 * The regions of the buckets of one list whose server does not tell them, as some S3-compatible servers do not. The server
 * is asked for each bucket until the time for the whole list is over, or until it does not answer once. After that, and where
 * it does not say, the server's own region is taken. For one thread.
 */
final class ListedRegions {
    static final Duration LIMIT = Duration.ofSeconds(10);

    private final Region home;
    private final long end;
    private final Function<BucketName, Bucket> lookUp;
    private boolean answers = true;

    /** @param limit from now on, for all buckets together */
    ListedRegions(Region home, Duration limit, Function<BucketName, Bucket> lookUp) {
        this.home = home;
        this.end = System.nanoTime() + limit.toNanos();
        this.lookUp = lookUp;
    }

    String of(String name) {
        Duration left = Duration.ofNanos(end - System.nanoTime());
        if (!answers || left.isNegative() || left.isZero()) {
            return home.value();
        }
        try {
            return Deadline.within(left, () -> lookUp.apply(new BucketName(name)))
                    .region()
                    .value();
        } catch (DataException e) {
            answers = !e.code().retryable();
            return home.value();
        }
    }
}
