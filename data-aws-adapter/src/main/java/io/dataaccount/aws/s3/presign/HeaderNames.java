package io.dataaccount.aws.s3.presign;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Names of the signed headers of a URL, in lower case and sorted. They always include {@code host}. Immutable. */
final class HeaderNames {
    static final String HOST = "host";

    private final List<String> sorted;
    private final String joined;

    private HeaderNames(List<String> sorted) {
        this.sorted = List.copyOf(sorted);
        this.joined = String.join(";", sorted);
    }

    /** @param names in lower case and in any order, without {@code host} */
    static HeaderNames of(String... names) {
        List<String> sorted = new ArrayList<>(List.of(names));
        sorted.add(HOST);
        Collections.sort(sorted);
        return new HeaderNames(sorted);
    }

    List<String> sorted() {
        return sorted;
    }

    /** The names in the format of the signature, such as {@code content-type;host}. */
    String joined() {
        return joined;
    }
}
