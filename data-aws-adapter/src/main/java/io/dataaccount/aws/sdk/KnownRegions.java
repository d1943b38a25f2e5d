package io.dataaccount.aws.sdk;

import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.model.account.Region;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * The regions in the AWS SDK's list, the server's own, and with a custom endpoint the regions of that server. Each
 * region needs an SDK client of its own with its threads, so on AWS a name is not accepted only because it has the form
 * of a region, and a custom endpoint has a limited number of regions. Safe for use by many threads.
 */
public final class KnownRegions {
    /** The most regions of a custom endpoint that the SDK does not list. */
    static final int MAX_OTHERS = 50;

    private final Region own;
    private final BooleanSupplier hasCustomEndpoint;
    private final Set<String> others = ConcurrentHashMap.newKeySet();

    /**
     * The regions of AWS.
     *
     * @param own the region of the server, which counts as known even if the SDK does not list it
     */
    public KnownRegions(Region own) {
        this(own, () -> false);
    }

    /**
     * @param own the region of the server, which counts as known even if the SDK does not list it
     * @param hasCustomEndpoint whether S3 is an S3-compatible server, which has regions of its own; is called only for
     *     regions that the SDK does not list
     */
    public KnownRegions(Region own, BooleanSupplier hasCustomEndpoint) {
        this.own = own;
        this.hasCustomEndpoint = hasCustomEndpoint;
    }

    /**
     * Whether the region is known. Compares names, because the generated equals of a record is linked at run time,
     * which costs a new process tens of milliseconds.
     */
    public boolean contains(Region region) {
        return region.value().equals(own.value())
                || listed().anyMatch(each -> each.id().equals(region.value()))
                || (hasCustomEndpoint.getAsBoolean() && isOneOfFew(region.value()));
    }

    private boolean isOneOfFew(String name) {
        if (others.size() < MAX_OTHERS) {
            others.add(name);
        }
        return others.contains(name);
    }

    /** All known regions of AWS, without duplicates. The server's own is the first. */
    public Stream<Region> all() {
        return Stream.concat(Stream.of(own), listed().flatMap(each -> region(each.id()).stream()))
                .distinct();
    }

    /** Without the names for all regions of a partition, such as {@code aws-global}. */
    private static Stream<software.amazon.awssdk.regions.Region> listed() {
        return software.amazon.awssdk.regions.Region.regions().stream().filter(each -> !each.isGlobalRegion());
    }

    /** Empty for names in the SDK's list that are not regions. */
    private static Optional<Region> region(String id) {
        try {
            return Optional.of(new Region(id));
        } catch (InvalidInputException e) {
            return Optional.empty();
        }
    }
}
