package io.dataaccount.testkit.embedded.config;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The host names that a server of this machine answers to, on any port. Requests for other names come from web pages whose
 * name an attacker resolves to 127.0.0.1 (DNS rebinding): to the browser, such a page and the server are of one origin.
 *
 * @param names compared without regard to case; IPv6 addresses in brackets
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110.html#section-7.4">RFC 9110, section 7.4</a>
 */
public record HostNames(Set<String> names) {
    /** The names that every machine has for itself. */
    public static final HostNames LOOPBACK = new HostNames(Set.of("127.0.0.1", "localhost", "[::1]"));

    private static final Pattern AUTHORITY = Pattern.compile("(?<name>\\[[^]]*]|[^:]*)(?::[0-9]*)?");

    public HostNames {
        names = names.stream().map(HostNames::lowerCase).collect(toUnmodifiableSet());
    }

    /** These names and those. */
    public HostNames and(Collection<String> more) {
        return new HostNames(Stream.concat(names.stream(), more.stream()).collect(toUnmodifiableSet()));
    }

    /**
     * Whether a request is for one of the names.
     *
     * @param hosts the values of its {@code Host} headers, of which there must be exactly one
     * @param target the authority of its target if that is a whole URL, which must be for one of the names too; else null
     */
    public boolean admit(List<String> hosts, @Nullable String target) {
        return hosts.size() == 1 && has(hosts.get(0)) && (target == null || has(target));
    }

    private boolean has(String authority) {
        Matcher matcher = AUTHORITY.matcher(authority);
        return matcher.matches() && names.contains(lowerCase(matcher.group("name")));
    }

    private static String lowerCase(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
