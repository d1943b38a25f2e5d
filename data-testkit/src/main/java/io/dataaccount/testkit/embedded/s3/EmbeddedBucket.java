package io.dataaccount.testkit.embedded.s3;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A bucket without its objects.
 *
 * @param owner the account that created it
 * @param settings the documents of its sub-resources, as they were sent
 * @param transitionMinimum the value of the header of the last lifecycle, or the default
 */
record EmbeddedBucket(
        String name,
        String owner,
        String region,
        Instant created,
        Map<EmbeddedBucketSetting, String> settings,
        TransitionMinimum transitionMinimum) {
    EmbeddedBucket {
        requireNonNull(name, "name is null");
        requireNonNull(owner, "owner is null");
        requireNonNull(region, "region is null");
        requireNonNull(created, "created is null");
        requireNonNull(transitionMinimum, "transitionMinimum is null");
        settings = Map.copyOf(settings);
    }

    Optional<String> setting(EmbeddedBucketSetting which) {
        return Optional.ofNullable(settings.get(which));
    }

    EmbeddedBucket with(EmbeddedBucketSetting which, String document) {
        Map<EmbeddedBucketSetting, String> changed = new TreeMap<>(settings);
        changed.put(which, document);
        return new EmbeddedBucket(name, owner, region, created, changed, transitionMinimum);
    }

    EmbeddedBucket without(EmbeddedBucketSetting which) {
        Map<EmbeddedBucketSetting, String> changed = new TreeMap<>(settings);
        changed.remove(which);
        return new EmbeddedBucket(name, owner, region, created, changed, transitionMinimum);
    }

    EmbeddedBucket with(TransitionMinimum minimum) {
        return new EmbeddedBucket(name, owner, region, created, settings, minimum);
    }
}
