package io.dataaccount.http.page;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the page is told, all of it public.
 *
 * @param mode {@code local}, where there is no login, or {@code aws}
 * @param login null where there is none, or none that the page could use
 * @param hosts where the page talks to beside this server, as sources of a content security policy
 */
public record PageConfig(String mode, @Nullable PageLogin login, Supplier<Set<String>> hosts) {
    public PageConfig {
        requireNonNull(mode, "mode is null");
        requireNonNull(hosts, "hosts is null");
    }

    /** @param s3 where uploads go */
    public static PageConfig local(Set<String> s3) {
        Set<String> hosts = Set.copyOf(s3);
        return new PageConfig("local", null, () -> hosts);
    }

    public static PageConfig aws(@Nullable PageLogin login, Supplier<Set<String>> hosts) {
        return new PageConfig("aws", login, hosts);
    }

    Map<String, @Nullable Object> tree() {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("mode", mode);
        if (mode.equals("aws")) {
            tree.put("oidc", login == null ? null : login.tree());
        }
        return tree;
    }
}
