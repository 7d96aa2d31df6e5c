package dev.wiretape.proxy.authority;

import io.netty.util.NetUtil;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;

/** Hosts in certificates: names and addresses are of different types there, and each type is constrained for itself. */
final class HostNames {
    private static final int V4_BYTES = 4;
    private static final int V6_BYTES = 16;

    private HostNames() {}

    static int type(String host) {
        return isAddress(host) ? GeneralName.iPAddress : GeneralName.dNSName;
    }

    /**
     * Constraints that permit the hosts and nothing else. A type without a permitted name would be free (RFC 5280
     * §4.2.1.10), so a type that is not needed is excluded whole.
     */
    static NameConstraints onlyThese(Set<String> hosts) {
        List<GeneralSubtree> permitted = new ArrayList<>();
        List<GeneralSubtree> excluded = new ArrayList<>();
        for (String host : hosts) {
            permitted.add(isAddress(host) ? exactly(host) : names(host));
        }
        if (hosts.stream().allMatch(HostNames::isAddress)) {
            excluded.add(names(""));
        }
        if (hosts.stream().noneMatch(HostNames::isAddress)) {
            excluded.add(addresses(new byte[2 * V4_BYTES]));
            excluded.add(addresses(new byte[2 * V6_BYTES]));
        }
        return new NameConstraints(permitted.toArray(GeneralSubtree[]::new), excluded.toArray(GeneralSubtree[]::new));
    }

    private static GeneralSubtree names(String name) {
        return new GeneralSubtree(new GeneralName(GeneralName.dNSName, name));
    }

    private static GeneralSubtree exactly(String address) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        byte[] withMask = Arrays.copyOf(bytes, 2 * bytes.length);
        Arrays.fill(withMask, bytes.length, withMask.length, (byte) 0xFF);
        return addresses(withMask);
    }

    /** The address and its mask, one after the other (RFC 5280 §4.2.1.10). */
    private static GeneralSubtree addresses(byte[] addressAndMask) {
        return new GeneralSubtree(new GeneralName(GeneralName.iPAddress, new DEROctetString(addressAndMask)));
    }

    private static boolean isAddress(String host) {
        return NetUtil.isValidIpV4Address(host) || isV6(host);
    }

    private static boolean isV6(String host) {
        return NetUtil.isValidIpV6Address(host);
    }
}
