package dev.wiretape.proxy.intercept;

import dev.wiretape.proxy.authority.Authority;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * Chooses the certificate for the host of the tunnel a handshake comes through; none where the client names another host
 * in it, which ends the handshake.
 */
final class LeafKeys extends X509ExtendedKeyManager {
    private static final String KEY_TYPE = "EC";

    private final Supplier<Authority> authority;
    private final Crossings crossings;

    LeafKeys(Supplier<Authority> authority, Crossings crossings) {
        this.authority = authority;
        this.crossings = crossings;
    }

    @Override
    public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
        Optional<Crossing> crossing = crossings.at(engine.getPeerPort());
        if (!keyType.equals(KEY_TYPE) || crossing.isEmpty()) {
            return null;
        }
        String host = crossing.get().to().host();
        Optional<String> named = named(engine.getHandshakeSession());
        if (named.isPresent() && !named.get().equals(host)) {
            crossing.get().contradicted(named.get());
            return null;
        }
        crossing.get().shown();
        return host;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return authority.get().leaf(alias).chain().toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return authority.get().leaf(alias).key();
    }

    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        return null;
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
        return null;
    }

    @Override
    public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
        return null;
    }

    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
        return null;
    }

    private static Optional<String> named(SSLSession session) {
        if (!(session instanceof ExtendedSSLSession extended)) {
            return Optional.empty();
        }
        List<SNIServerName> names = extended.getRequestedServerNames();
        return names.stream()
                .filter(SNIHostName.class::isInstance)
                .map(name -> canonical(((SNIHostName) name).getAsciiName()))
                .findFirst();
    }

    private static String canonical(String name) {
        try {
            return Authority.canonical(name);
        } catch (IllegalArgumentException notEncodable) {
            return name;
        }
    }
}
