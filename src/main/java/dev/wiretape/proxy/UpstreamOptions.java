package dev.wiretape.proxy;

import dev.wiretape.proxy.address.ProxyEnvironment;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * How the recorder connects to upstreams.
 *
 * @param authorities PEM file with the authorities to trust instead of the platform's
 * @param certificate what to show to those who ask for one
 * @param insecure hosts whose certificates are not verified, canonical
 * @param allowPrivate whether clients may name loopback and private addresses
 * @param proxies through whom to connect
 */
public record UpstreamOptions(
        Optional<Path> authorities,
        Optional<ClientCertificate> certificate,
        Set<String> insecure,
        boolean allowPrivate,
        ProxyEnvironment proxies) {
    /**
     * A certificate of our own.
     *
     * @param chain PEM file
     * @param key PEM file with its key, PKCS#8
     */
    public record ClientCertificate(Path chain, Path key) {}

    /** The platform's authorities; public addresses alone, but for those the user has named; no proxies. */
    public static final UpstreamOptions DEFAULT =
            new UpstreamOptions(Optional.empty(), Optional.empty(), Set.of(), false, ProxyEnvironment.NONE);

    /** The same with other authorities. */
    public UpstreamOptions trusting(Path pem) {
        return new UpstreamOptions(Optional.of(pem), certificate, insecure, allowPrivate, proxies);
    }

    /** The same with a certificate of our own. */
    public UpstreamOptions showing(ClientCertificate own) {
        return new UpstreamOptions(authorities, Optional.of(own), insecure, allowPrivate, proxies);
    }

    /** The same without verification of these hosts. */
    public UpstreamOptions notVerifying(Set<String> hosts) {
        return new UpstreamOptions(authorities, certificate, Set.copyOf(hosts), allowPrivate, proxies);
    }

    /** The same with loopback and private addresses. */
    public UpstreamOptions withPrivate() {
        return new UpstreamOptions(authorities, certificate, insecure, true, proxies);
    }

    /** The same through proxies. */
    public UpstreamOptions through(ProxyEnvironment environment) {
        return new UpstreamOptions(authorities, certificate, insecure, allowPrivate, environment);
    }
}
