package io.dataaccount.aws.sts;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Records the owner of each entry of a cache, so that no owner has more than its share. Safe for use by many threads.
 *
 * @param <K> the key of an entry
 */
final class SessionShares<K> {
    private final int max;
    private final Map<String, Set<K>> owners = new ConcurrentHashMap<>();

    /** @param max the maximum number of entries for one owner */
    SessionShares(int max) {
        this.max = max;
    }

    /**
     * Adds an entry.
     *
     * @return the owner's oldest entry, which the caller must remove from the cache; empty if the owner is within its
     *     share
     */
    Optional<K> add(String owner, K key) {
        AtomicReference<K> oldest = new AtomicReference<>();
        owners.compute(owner, (any, known) -> {
            Set<K> keys = known == null ? new LinkedHashSet<>() : known;
            keys.add(key);
            if (keys.size() > max) {
                Iterator<K> each = keys.iterator();
                oldest.set(each.next());
                each.remove();
            }
            return keys;
        });
        return Optional.ofNullable(oldest.get());
    }

    /** The number of entries of all owners. Exact only while no thread adds or removes an entry. */
    int size() {
        return owners.values().stream().mapToInt(Set::size).sum();
    }

    void remove(String owner, K key) {
        owners.computeIfPresent(owner, (any, keys) -> {
            keys.remove(key);
            return keys.isEmpty() ? null : keys;
        });
    }
}
