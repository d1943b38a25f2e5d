package io.dataaccount.aws.sdk;

import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.model.account.Region;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The regions that the AWS SDK has in its list, and the server's own. A region costs a client with threads of its own, so
 * that not every name that has the form of a region may get one.
 */
public final class KnownRegions {
    private final Region own;

    /** @param own the region of the server, which is known whether or not the SDK lists it */
    public KnownRegions(Region own) {
        this.own = own;
    }

    /** By their names: what a record compares itself with is made at run time, which takes a new process tens of milliseconds. */
    public boolean contains(Region region) {
        return region.value().equals(own.value())
                || software.amazon.awssdk.regions.Region.regions().stream()
                        .anyMatch(each -> each.id().equals(region.value()));
    }

    /** All of them, each once. */
    public Stream<Region> all() {
        return Stream.concat(
                        Stream.of(own),
                        software.amazon.awssdk.regions.Region.regions().stream()
                                .flatMap(each -> region(each.id()).stream()))
                .distinct();
    }

    /** The SDK's list has names too that stand for no region, or for one of a partition that we do not know. */
    private static Optional<Region> region(String id) {
        try {
            return Optional.of(new Region(id));
        } catch (InvalidInputException e) {
            return Optional.empty();
        }
    }
}
