package io.dataaccount.aws.s3.presign;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Names of the headers that a URL signs, in lower case and sorted; {@code host} is always one. Immutable. */
final class HeaderNames {
    static final String HOST = "host";

    private final List<String> sorted;
    private final String joined;

    private HeaderNames(List<String> sorted) {
        this.sorted = List.copyOf(sorted);
        this.joined = String.join(";", sorted);
    }

    /** @param names in lower case, without host */
    static HeaderNames of(String... names) {
        List<String> sorted = new ArrayList<>(List.of(names));
        sorted.add(HOST);
        Collections.sort(sorted);
        return new HeaderNames(sorted);
    }

    List<String> sorted() {
        return sorted;
    }

    /** As the signature has them: {@code content-type;host}. */
    String joined() {
        return joined;
    }
}
