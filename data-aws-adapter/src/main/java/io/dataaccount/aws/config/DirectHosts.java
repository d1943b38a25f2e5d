package io.dataaccount.aws.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The hosts that are reached without a proxy. This machine and the addresses that hand out credentials and metadata are
 * always among them. Immutable.
 *
 * @see <a href="https://curl.se/docs/manpage.html">curl, NO_PROXY</a>
 * @see <a href="https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/net/doc-files/net-properties.html">
 *     Networking properties, http.nonProxyHosts</a>
 */
final class DirectHosts {
    /** This machine, link-local addresses (of EC2, ECS and EKS Pod Identity), and the IPv6 addresses of the same. */
    private static final List<IpBlock> ALWAYS = Stream.of(
                    "127.0.0.0/8", "0.0.0.0/32", "::1/128", "169.254.0.0/16", "fe80::/10", "fd00:ec2::/32")
            .map(IpBlock::parse)
            .toList();

    /** @param port 0 for every port */
    private record Name(String name, int port) {
        boolean matches(String host, int ofHost) {
            return (port == 0 || port == ofHost) && (host.equals(name) || host.endsWith("." + name));
        }
    }

    private record Block(IpBlock addresses, int port) {
        boolean matches(IpBlock host, int ofHost) {
            return (port == 0 || port == ofHost) && addresses.contains(host);
        }
    }

    private final List<Name> names = new ArrayList<>();
    private final List<Block> blocks = new ArrayList<>();
    private final List<Pattern> patterns = new ArrayList<>();
    private boolean all;

    /**
     * @param noProxy the value of {@code NO_PROXY}: hosts, domains, addresses and blocks of addresses, with a port or
     *     without, separated by commas or spaces; {@code *} for all; null for none
     * @param nonProxyHosts the value of the system property: patterns separated by {@code |}; null for none
     * @throws IllegalArgumentException if a block of addresses or a port is not valid; the message continues "NAME
     *     'value' "
     */
    DirectHosts(@Nullable String noProxy, @Nullable String nonProxyHosts) {
        for (String entry : (noProxy == null ? "" : noProxy).split("[,\\s]+", 0)) {
            if (!entry.isEmpty()) {
                add(entry.toLowerCase(Locale.ROOT));
            }
        }
        for (String pattern : (nonProxyHosts == null ? "" : nonProxyHosts).split("\\|", 0)) {
            if (!pattern.isBlank()) {
                String quoted = Pattern.quote(pattern.strip()).replace("*", "\\E.*\\Q");
                patterns.add(Pattern.compile(quoted, Pattern.CASE_INSENSITIVE));
            }
        }
    }

    private void add(String entry) {
        if (entry.equals("*")) {
            all = true;
        } else if (entry.indexOf('/') >= 0) {
            blocks.add(new Block(IpBlock.parse(entry), 0));
        } else {
            addHost(entry);
        }
    }

    private void addHost(String entry) {
        int colon = entry.lastIndexOf(':');
        boolean hasPort = colon >= 0 && (entry.indexOf(':') == colon || entry.charAt(colon - 1) == ']');
        String host = unbracketed(hasPort ? entry.substring(0, colon) : entry);
        int port = hasPort ? port(entry, entry.substring(colon + 1)) : 0;
        IpBlock address = IpBlock.ofAddress(host);
        if (address != null) {
            blocks.add(new Block(address, port));
            return;
        }
        String name = withoutLastDot(host.replaceFirst("^\\*?\\.", ""));
        if (!name.isEmpty()) {
            names.add(new Name(name, port));
        }
    }

    private static int port(String entry, String text) {
        try {
            return Environment.integer(text, 1, HttpUrl.MAX_PORT);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "has the entry '" + entry + "', whose port must be from 1 to " + HttpUrl.MAX_PORT);
        }
    }

    /** @param host a name or an address, an IPv6 address with brackets or without */
    boolean contain(String host, int port) {
        String name = withoutLastDot(unbracketed(host.toLowerCase(Locale.ROOT)));
        IpBlock address = IpBlock.ofAddress(name);
        if (isAlways(name, address) || all) {
            return true;
        }
        return patterns.stream()
                        .anyMatch(each -> each.matcher(name).matches()
                                || each.matcher(host).matches())
                || (address == null
                        ? names.stream().anyMatch(each -> each.matches(name, port))
                        : blocks.stream().anyMatch(each -> each.matches(address, port)));
    }

    /** Whether no setting can put a proxy before this host. */
    static boolean areAlways(String host) {
        String name = withoutLastDot(unbracketed(host.toLowerCase(Locale.ROOT)));
        return isAlways(name, IpBlock.ofAddress(name));
    }

    private static boolean isAlways(String name, @Nullable IpBlock address) {
        return address == null
                ? name.equals("localhost") || name.endsWith(".localhost")
                : ALWAYS.stream().anyMatch(each -> each.contains(address));
    }

    /** An IPv6 address without its brackets; another host as it is. */
    static String unbracketed(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    private static String withoutLastDot(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }
}
