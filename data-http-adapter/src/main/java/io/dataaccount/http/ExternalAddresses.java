package io.dataaccount.http;

import static java.util.Objects.requireNonNull;

import io.dataaccount.core.model.bucket.Origin;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a server in a container is reached from outside it, beside the loopback of whoever published its ports under the
 * same numbers.
 *
 * @param server its addresses, such as {@code http://localhost:32768}: it and its S3 and STS answer to their host
 *     names, and their pages may upload
 * @param s3 the address of its S3 that upload URLs are for, and to whose host name S3 and STS answer too; null for 127.0.0.1
 *     and the port that S3 itself listens on
 */
public record ExternalAddresses(
        List<Origin> server, @Nullable Origin s3) {
    /** The ports as they are, at 127.0.0.1 and localhost. */
    public static final ExternalAddresses AS_IT_IS = new ExternalAddresses(List.of(), null);

    public ExternalAddresses {
        server = List.copyOf(requireNonNull(server, "server is null"));
    }

    /** These addresses and those; of the two of S3, the other one if there is any. */
    public ExternalAddresses and(ExternalAddresses other) {
        List<Origin> all = new ArrayList<>(server);
        all.addAll(other.server);
        return new ExternalAddresses(all, other.s3 == null ? s3 : other.s3);
    }
}
