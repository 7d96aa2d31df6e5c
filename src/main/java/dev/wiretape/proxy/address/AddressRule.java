package dev.wiretape.proxy.address;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * Which addresses a client's word is enough for. The recorder runs on a developer's machine: it must not become a way
 * to that machine's own services, its network's, or a cloud's metadata.
 */
public final class AddressRule {
    /** Where clouds answer for the machine's credentials, beside the link-local address. */
    private static final Set<String> METADATA = Set.of("100.100.100.200", "192.0.0.192", "fd00:ec2:0:0:0:0:0:254");

    private static final Set<String> METADATA_NAMES =
            Set.of("metadata.google.internal", "metadata", "instance-data", "metadata.azure.internal");

    private final Set<String> named;
    private final boolean privateToo;
    private final OwnPorts own;

    /**
     * A rule.
     *
     * @param named hosts the user has named, {@code host} for every port or {@code host:port}
     * @param privateToo whether loopback and private addresses are allowed for everybody
     * @param own where nobody is ever led to
     */
    public AddressRule(Set<String> named, boolean privateToo, OwnPorts own) {
        this.named = Set.copyOf(named);
        this.privateToo = privateToo;
        this.own = own;
    }

    /** Why a host must not be asked for by its name, as the end of a sentence; for where nobody resolves it here. */
    public Optional<String> objection(HostPort to) {
        return METADATA_NAMES.contains(to.host())
                ? Optional.of("it is where clouds keep a machine's credentials")
                : Optional.empty();
    }

    /** Why {@code address}, to which {@code to} was resolved, must not be connected to, as the end of a sentence. */
    public Optional<String> objection(HostPort to, InetAddress address) {
        InetAddress at = embedded(address);
        if (isOwn(at, to.port())) {
            return Optional.of("it is the recorder itself");
        }
        if (at.isLinkLocalAddress() || METADATA.contains(at.getHostAddress())) {
            return Optional.of("it is a link-local or metadata address (" + at.getHostAddress() + ")");
        }
        if (at.isAnyLocalAddress() || at.isMulticastAddress() || isReserved(at)) {
            return Optional.of("it is no address of a host (" + at.getHostAddress() + ")");
        }
        boolean allowed = privateToo || named.contains(to.host()) || named.contains(to.toString());
        return isPrivate(at) && !allowed
                ? Optional.of("it is a loopback or private address (" + at.getHostAddress()
                        + "), which only --target, --intercept or --allow-private opens")
                : objection(to);
    }

    private boolean isOwn(InetAddress address, int port) {
        if (!own.contains(port)) {
            return false;
        }
        try {
            return address.isLoopbackAddress()
                    || address.isAnyLocalAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            // Better one port too many.
            return true;
        }
    }

    private static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xFE) == 0xFC;
        return address.isLoopbackAddress() || address.isSiteLocalAddress() || uniqueLocal || isShared(bytes);
    }

    /** RFC 6598 and RFC 2544: behind a carrier's NAT, and for benchmarks. */
    private static boolean isShared(byte[] bytes) {
        boolean nat = bytes[0] == 100 && (bytes[1] & 0xC0) == 64;
        boolean benchmark = (bytes[0] & 0xFF) == 198 && (bytes[1] & 0xFE) == 18;
        return bytes.length == 4 && (nat || benchmark);
    }

    /** 0.0.0.0/8, of which Linux takes some for itself, and 240.0.0.0/4 with the broadcast address. */
    private static boolean isReserved(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 4 && (bytes[0] == 0 || (bytes[0] & 0xF0) == 0xF0);
    }

    /** The IPv4 address that an IPv6 one leads to (RFC 4291 §2.5.5, RFC 6052, RFC 3056), or the address itself. */
    private static InetAddress embedded(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address || bytes.length != 16) {
            return address;
        }
        boolean translated = startsWith(bytes, 0x00, 0x64, 0xFF, 0x9B);
        boolean compatible = zeros(bytes, 0, 12) && !zeros(bytes, 12, 15);
        if (translated || compatible) {
            return v4(bytes, 12, address);
        }
        return startsWith(bytes, 0x20, 0x02) ? v4(bytes, 2, address) : address;
    }

    private static boolean startsWith(byte[] bytes, int... prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if ((bytes[i] & 0xFF) != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean zeros(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static InetAddress v4(byte[] bytes, int from, InetAddress otherwise) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4));
        } catch (UnknownHostException e) {
            return otherwise;
        }
    }
}
