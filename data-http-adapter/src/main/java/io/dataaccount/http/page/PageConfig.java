package io.dataaccount.http.page;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of the web page. The server sends the mode and the login to everybody.
 *
 * @param mode {@code local}, which has no login, or {@code aws}
 * @param login null if there is no login, or none that the page can use
 * @param hosts the origins that the page sends requests to, besides this server, as sources of a content security
 *     policy; called for each request of the page, by many threads
 */
public record PageConfig(String mode, @Nullable PageLogin login, Supplier<Set<String>> hosts) {
    public PageConfig {
        requireNonNull(mode, "mode is null");
        requireNonNull(hosts, "hosts is null");
    }

    /**
     * The configuration of the mode {@code local}.
     *
     * @param s3 the origins of upload URLs
     */
    public static PageConfig local(Set<String> s3) {
        Set<String> hosts = Set.copyOf(s3);
        return new PageConfig("local", null, () -> hosts);
    }

    /**
     * The configuration of the mode {@code aws}.
     *
     * @param login null if the page has no client id
     */
    public static PageConfig aws(@Nullable PageLogin login, Supplier<Set<String>> hosts) {
        return new PageConfig("aws", login, hosts);
    }

    /** The content of {@code /page-config.json}. */
    Map<String, @Nullable Object> tree() {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("mode", mode);
        if (mode.equals("aws")) {
            tree.put("oidc", login == null ? null : login.tree());
        }
        return tree;
    }
}
