package dev.wiretape.proxy.authority;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * What a server needs to answer for a host.
 *
 * @param key the leaf's key
 * @param chain the leaf's certificate and the intermediate's; the root is what clients already have
 */
public record Leaf(PrivateKey key, List<X509Certificate> chain) {
    /** When the certificate ends. */
    Instant expires() {
        return chain.get(0).getNotAfter().toInstant();
    }
}
