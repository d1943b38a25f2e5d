package io.dataaccount.aws.sdk;

import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.model.account.Region;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The regions in the AWS SDK's list, and the server's own. Each region needs an SDK client of its own with its threads,
 * so a name is not accepted only because it has the form of a region. Immutable; safe for use by many threads.
 */
public final class KnownRegions {
    private final Region own;

    /** @param own the region of the server, which counts as known even if the SDK does not list it */
    public KnownRegions(Region own) {
        this.own = own;
    }

    /**
     * Whether the region is known. Compares names, because the generated equals of a record is linked at run time,
     * which costs a new process tens of milliseconds.
     */
    public boolean contains(Region region) {
        return region.value().equals(own.value())
                || software.amazon.awssdk.regions.Region.regions().stream()
                        .anyMatch(each -> each.id().equals(region.value()));
    }

    /** All known regions, without duplicates. The server's own is the first. */
    public Stream<Region> all() {
        return Stream.concat(
                        Stream.of(own),
                        software.amazon.awssdk.regions.Region.regions().stream()
                                .flatMap(each -> region(each.id()).stream()))
                .distinct();
    }

    /** Empty for names in the SDK's list that are not regions, or are regions of a partition that we do not know. */
    private static Optional<Region> region(String id) {
        try {
            return Optional.of(new Region(id));
        } catch (InvalidInputException e) {
            return Optional.empty();
        }
    }
}
