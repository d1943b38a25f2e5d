package io.dataaccount.testkit.embedded.config;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The host names for which a server on this machine accepts requests, on any port. Requests for other names come from
 * web pages whose host name an attacker resolves to 127.0.0.1 (DNS rebinding): for the browser, such a page and the
 * server have the same origin.
 *
 * @param names host names without port, IPv6 addresses in brackets; compared without regard to case
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110.html#section-7.4">RFC 9110, section 7.4</a>
 */
public record HostNames(Set<String> names) {
    /** The loopback names of every machine: 127.0.0.1, localhost and [::1]. */
    public static final HostNames LOOPBACK = new HostNames(Set.of("127.0.0.1", "localhost", "[::1]"));

    private static final Pattern AUTHORITY = Pattern.compile("(?<name>\\[[^]]*]|[^:]*)(?::[0-9]*)?");

    public HostNames {
        names = names.stream().map(HostNames::lowerCase).collect(toUnmodifiableSet());
    }

    /** A copy with more names. */
    public HostNames and(Collection<String> more) {
        return new HostNames(Stream.concat(names.stream(), more.stream()).collect(toUnmodifiableSet()));
    }

    /**
     * Whether a request is for one of the names.
     *
     * @param hosts the values of the {@code Host} headers; a request that does not have exactly one is not admitted
     * @param target if the request target is an absolute URL, its authority, which must have one of the names too;
     *     else null
     */
    public boolean admit(List<String> hosts, @Nullable String target) {
        return hosts.size() == 1 && has(hosts.get(0)) && (target == null || has(target));
    }

    /** The names in alphabetical order, for a message: {@code 127.0.0.1, [::1], localhost}. */
    @Override
    public String toString() {
        return String.join(", ", new TreeSet<>(names));
    }

    private boolean has(String authority) {
        Matcher matcher = AUTHORITY.matcher(authority);
        return matcher.matches() && names.contains(lowerCase(matcher.group("name")));
    }

    private static String lowerCase(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
