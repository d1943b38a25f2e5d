package io.dataaccount.core.record;

import io.dataaccount.core.model.usecase.Usecase;
import io.dataaccount.core.port.UsecaseRepository;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The change that {@link UsecaseRepository#update} makes to a stored record.
 *
 * @param set the fields that get a new value, with that value
 * @param removed the fields to remove
 */
public record RecordChange(Map<String, Object> set, Set<String> removed) {
    public RecordChange {
        set = Collections.unmodifiableMap(new LinkedHashMap<>(set));
        removed = Collections.unmodifiableSet(new LinkedHashSet<>(removed));
    }

    /**
     * The difference between the use case that was read and the wanted one. {@code updated_at} is always part of it.
     *
     * @throws IllegalArgumentException if {@code wanted} is not a later version of the same use case
     */
    public static RecordChange between(Usecase seen, Usecase wanted) {
        if (!seen.id().equals(wanted.id()) || !wanted.updatedAt().isAfter(seen.updatedAt())) {
            throw new IllegalArgumentException("not a later version of the same use case: " + wanted.id());
        }
        Map<String, Object> before = UsecaseRecord.of(seen);
        Map<String, Object> after = UsecaseRecord.of(wanted);
        Set<String> removed = new LinkedHashSet<>(before.keySet());
        removed.removeAll(after.keySet());
        after.entrySet().removeIf(field -> PlainValues.same(before.get(field.getKey()), field.getValue()));
        return new RecordChange(after, removed);
    }

    /** The stored record after the change. Fields that the change does not name keep their values, of any type. */
    public Map<String, Object> applyTo(Map<String, Object> stored) {
        Map<String, Object> changed = new LinkedHashMap<>(stored);
        changed.keySet().removeAll(removed);
        changed.putAll(set);
        return changed;
    }

    /** Without the values, because an external id may be among them. */
    @Override
    public String toString() {
        return "RecordChange[set=" + set.keySet() + ", removed=" + removed + "]";
    }
}
