package io.dataaccount.aws.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A block of IPv4 or IPv6 addresses that begin with the same bits. */
final class IpBlock {
    private static final Pattern IPV4 =
            Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])(?:\\.(?!$)|$)){4}");

    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*");

    private final byte[] address;
    private final int bits;

    private IpBlock(byte[] address, int bits) {
        this.address = address;
        this.bits = bits;
    }

    /** The block of one address; null if the text is not an IP address. Never asks a name server. */
    static @Nullable IpBlock ofAddress(String text) {
        byte[] address = bytes(text);
        return address == null ? null : new IpBlock(address, address.length * 8);
    }

    /**
     * Reads a block such as {@code 10.0.0.0/8}. Zeros at the end of an IPv4 address may be missing, as in {@code
     * 169.254/16}.
     *
     * @throws IllegalArgumentException if the text is not a block
     */
    static IpBlock parse(String text) {
        int slash = text.indexOf('/');
        String start = text.substring(0, slash);
        byte[] address = bytes(start);
        for (int missing = 0; address == null && missing < 3 && start.indexOf(':') < 0; missing++) {
            start += ".0";
            address = bytes(start);
        }
        if (address == null) {
            throw new IllegalArgumentException(
                    "has the entry '" + text + "', which must be a block of addresses such as" + " 10.0.0.0/8");
        }
        try {
            return new IpBlock(address, Environment.integer(text.substring(slash + 1), 0, address.length * 8));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "has the entry '" + text + "', whose number of bits must be from 0 to " + address.length * 8);
        }
    }

    private static byte @Nullable [] bytes(String text) {
        if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
            return null;
        }
        try {
            return InetAddress.getByName(text).getAddress();
        } catch (UnknownHostException e) {
            return null; // of the form of an address, but none
        }
    }

    boolean contains(IpBlock other) {
        if (address.length != other.address.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((address[bit / 8] & mask) != (other.address[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
