package io.dataaccount.aws.dynamodb;

import io.dataaccount.core.model.usecase.UsecaseId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The ids of the use cases that guarded writes stored in the last hour, because the indexes may not contain these writes
 * yet. Part of the item of the {@link UsecaseRevision}, so every guarded write adds its id in its own transaction.
 *
 * @param since all guarded writes from this time on are known, unless they are older than an hour
 * @param writes the times of the writes
 */
record RecentWrites(Instant since, Map<String, Instant> writes) {
    /**
     * An index that is further behind than this is not detected. Usually an index is behind by less than a second. The
     * clocks of the servers may differ by much less than this.
     *
     * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html#GSI.Writes">Data
     *     synchronization between tables and global secondary indexes</a>
     */
    static final Duration KEPT = Duration.ofHours(1);

    /** Keeps the item small, because every guarded write reads and writes it. */
    static final int MAX_WRITES = 64;

    private static final String WRITES = "recent_writes";
    private static final String SINCE = "recent_since";
    private static final String REVISION = "recent_revision";

    RecentWrites {
        writes = Map.copyOf(writes);
    }

    /**
     * Reads the item of the revision. If an older version of this program has incremented the revision, the writes are
     * known only from now on. The same holds if another program has changed the item.
     *
     * @param revision the number of the item, or null if it has none
     */
    static RecentWrites read(Map<String, AttributeValue> item, @Nullable AttributeValue revision, Instant now) {
        AttributeValue covered = item.get(REVISION);
        AttributeValue since = item.get(SINCE);
        AttributeValue writes = item.get(WRITES);
        if (revision == null
                || !revision.equals(covered)
                || since == null
                || !isTime(since)
                || writes == null
                || !writes.hasM()
                || !writes.m().values().stream().allMatch(RecentWrites::isTime)) {
            return new RecentWrites(now, Map.of());
        }
        Map<String, Instant> times = new LinkedHashMap<>();
        writes.m().forEach((id, time) -> times.put(id, time(time)));
        return new RecentWrites(time(since), times);
    }

    private static boolean isTime(AttributeValue value) {
        return value.n() != null && value.n().matches("[0-9]{1,15}");
    }

    private static Instant time(AttributeValue value) {
        return Instant.ofEpochMilli(Long.parseLong(value.n()));
    }

    /** Whether every guarded write that an index may not contain yet is among the writes. */
    boolean areComplete(Instant now) {
        return !since.isAfter(now.minus(KEPT));
    }

    Set<String> ids() {
        return writes.keySet();
    }

    /** The writes after another one. If there are too many, the oldest one is forgotten, and is then missing for an hour. */
    RecentWrites with(UsecaseId id, Instant now) {
        Map<String, Instant> left = new LinkedHashMap<>(writes);
        left.values().removeIf(time -> time.isBefore(now.minus(KEPT)));
        left.put(id.value(), now);
        if (left.size() <= MAX_WRITES) {
            return new RecentWrites(since, left);
        }
        Map.Entry<String, Instant> oldest =
                left.entrySet().stream().min(Map.Entry.comparingByValue()).orElseThrow();
        left.remove(oldest.getKey());
        Instant after = oldest.getValue().plusMillis(1);
        return new RecentWrites(since.isAfter(after) ? since : after, left);
    }

    /**
     * The attributes of the item.
     *
     * @param revision the number of the revision that includes these writes
     */
    Map<String, AttributeValue> attributes(AttributeValue revision) {
        Map<String, AttributeValue> times = new LinkedHashMap<>();
        writes.forEach((id, time) -> times.put(id, millis(time)));
        return Map.of(WRITES, AttributeValue.fromM(times), SINCE, millis(since), REVISION, revision);
    }

    private static AttributeValue millis(Instant time) {
        return AttributeValue.fromN(String.valueOf(time.toEpochMilli()));
    }
}
