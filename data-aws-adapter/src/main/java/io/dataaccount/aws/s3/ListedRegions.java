package io.dataaccount.aws.s3;

import io.dataaccount.aws.sdk.Deadline;
import io.dataaccount.core.error.DataException;
import io.dataaccount.core.model.account.Region;
import io.dataaccount.core.model.bucket.Bucket;
import io.dataaccount.core.model.bucket.BucketName;
import java.time.Duration;
import java.util.function.Function;

/**
 * Finds the regions of listed buckets if the list itself does not contain them, as with some S3-compatible servers.
 * Asks for each bucket until the time limit of the whole list is over, or until one request fails with a retryable
 * error. After that, and for each bucket whose request fails, the region is our own. For use by one thread.
 */
final class ListedRegions {
    static final Duration LIMIT = Duration.ofSeconds(10);

    private final Region home;
    private final long end;
    private final Function<BucketName, Bucket> lookUp;
    private boolean responding = true;

    /**
     * @param home our own region
     * @param limit time for all buckets together, from now on
     * @param lookUp finds one bucket with its region
     */
    ListedRegions(Region home, Duration limit, Function<BucketName, Bucket> lookUp) {
        this.home = home;
        this.end = System.nanoTime() + limit.toNanos();
        this.lookUp = lookUp;
    }

    String of(String name) {
        Duration left = Duration.ofNanos(end - System.nanoTime());
        if (!responding || left.isNegative() || left.isZero()) {
            return home.value();
        }
        try {
            return Deadline.within(left, () -> lookUp.apply(new BucketName(name)))
                    .region()
                    .value();
        } catch (DataException e) {
            responding = !e.code().retryable();
            return home.value();
        }
    }
}
