package io.dataaccount.testkit.embedded;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A bucket but for its objects.
 *
 * @param owner the account whose credentials created it
 * @param settings the documents of its sub-resources, as they were put
 * @param transitionMinimum what came beside the lifecycle, if there is one
 */
record Bucket(
        String name,
        String owner,
        String region,
        Instant created,
        Map<BucketSetting, String> settings,
        TransitionMinimum transitionMinimum) {
    Bucket {
        requireNonNull(name, "name is null");
        requireNonNull(owner, "owner is null");
        requireNonNull(region, "region is null");
        requireNonNull(created, "created is null");
        requireNonNull(transitionMinimum, "transitionMinimum is null");
        settings = Map.copyOf(settings);
    }

    Optional<String> setting(BucketSetting which) {
        return Optional.ofNullable(settings.get(which));
    }

    Bucket with(BucketSetting which, String document) {
        Map<BucketSetting, String> changed = new TreeMap<>(settings);
        changed.put(which, document);
        return new Bucket(name, owner, region, created, changed, transitionMinimum);
    }

    Bucket without(BucketSetting which) {
        Map<BucketSetting, String> changed = new TreeMap<>(settings);
        changed.remove(which);
        return new Bucket(name, owner, region, created, changed, transitionMinimum);
    }

    Bucket with(TransitionMinimum minimum) {
        return new Bucket(name, owner, region, created, settings, minimum);
    }
}
