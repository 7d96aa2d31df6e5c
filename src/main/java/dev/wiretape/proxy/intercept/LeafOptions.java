package dev.wiretape.proxy.intercept;

import dev.wiretape.proxy.authority.Authority;
import io.vertx.core.Vertx;
import io.vertx.core.net.KeyCertOptions;
import java.security.KeyStore;
import java.security.Provider;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.KeyManagerFactorySpi;
import javax.net.ssl.ManagerFactoryParameters;
import javax.net.ssl.X509ExtendedKeyManager;

/** A server's certificates, made when a client asks for them. Vert.x' own wrapper needs a logging library. */
public final class LeafOptions implements KeyCertOptions {
    private final X509ExtendedKeyManager keys;

    /**
     * Certificates by tunnel.
     *
     * @param authority asked during handshakes
     */
    public LeafOptions(Supplier<Authority> authority, Crossings crossings) {
        this.keys = new LeafKeys(authority, crossings);
    }

    @Override
    public KeyCertOptions copy() {
        return this;
    }

    @Override
    public KeyManagerFactory getKeyManagerFactory(Vertx vertx) {
        return new Factory(keys);
    }

    @Override
    public Function<String, KeyManagerFactory> keyManagerFactoryMapper(Vertx vertx) {
        return name -> null;
    }

    private static final class Factory extends KeyManagerFactory {
        Factory(X509ExtendedKeyManager keys) {
            super(new Spi(keys), new Nobody(), "PKIX");
        }
    }

    private static final class Nobody extends Provider {
        private static final long serialVersionUID = 1;

        Nobody() {
            super("wiretape", "1", "keys made when they are asked for");
        }
    }

    private static final class Spi extends KeyManagerFactorySpi {
        private final X509ExtendedKeyManager keys;

        Spi(X509ExtendedKeyManager keys) {
            this.keys = keys;
        }

        @Override
        protected void engineInit(KeyStore store, char[] password) {
            // There is no store.
        }

        @Override
        protected void engineInit(ManagerFactoryParameters parameters) {
            // There are no parameters.
        }

        @Override
        protected KeyManager[] engineGetKeyManagers() {
            return new KeyManager[] {keys};
        }
    }
}
