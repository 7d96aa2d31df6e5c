package dev.wiretape.proxy.authority;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Set;

/**
 * A root without a key, and the intermediate it signed.
 *
 * @param hosts whom the intermediate may sign for, canonical
 */
record Issued(X509Certificate root, X509Certificate intermediate, PrivateKey intermediateKey, Set<String> hosts) {
    Instant expires() {
        return intermediate.getNotAfter().toInstant();
    }
}
