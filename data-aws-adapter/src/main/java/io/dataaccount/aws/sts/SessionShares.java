package io.dataaccount.aws.sts;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** Which entries of a cache are whose, so that nobody has more than a share of it. Safe for use by many threads. */
final class SessionShares<K> {
    private final int max;
    private final Map<String, Set<K>> owners = new ConcurrentHashMap<>();

    /** @param max how many entries one owner may have */
    SessionShares(int max) {
        this.max = max;
    }

    /** The owner's oldest entry, if it has to go for this one. */
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

    /** How many entries all owners have together. Right only while nobody adds or removes one. */
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
