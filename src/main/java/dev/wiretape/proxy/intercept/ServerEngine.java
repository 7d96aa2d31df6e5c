package dev.wiretape.proxy.intercept;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.IdentityCipherSuiteFilter;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContext;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.spi.tls.SslContextFactory;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/**
 * A server's TLS, by the JDK alone. Netty's own context for servers loads all of Bouncy Castle's provider first, to see
 * whether keys could be read with it: 450 classes and 8 MB that the first client would wait for, and nobody uses.
 */
public final class ServerEngine extends JdkSSLEngineOptions {
    @Override
    public ServerEngine copy() {
        return new ServerEngine();
    }

    @Override
    public SslContextFactory sslContextFactory() {
        return new Factory();
    }

    /** What Vert.x tells of a server, step by step; clients need no certificate here. */
    private static final class Factory implements SslContextFactory {
        private Set<String> versions = Set.of("TLSv1.2", "TLSv1.3");
        private List<String> protocols = List.of();
        private KeyManagerFactory keys;

        @Override
        public SslContextFactory enabledProtocols(Set<String> enabled) {
            versions = enabled;
            return this;
        }

        @Override
        public SslContextFactory keyMananagerFactory(KeyManagerFactory factory) {
            keys = factory;
            return this;
        }

        @Override
        public SslContextFactory applicationProtocols(List<String> offered) {
            protocols = offered;
            return this;
        }

        @Override
        public SslContext create() throws SSLException {
            try {
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(keys.getKeyManagers(), null, null);
                return new JdkSslContext(
                        context,
                        false,
                        null,
                        IdentityCipherSuiteFilter.INSTANCE,
                        alpn(),
                        ClientAuth.NONE,
                        versions.toArray(String[]::new),
                        false);
            } catch (GeneralSecurityException e) {
                throw new SSLException("the context of the server cannot be made", e);
            }
        }

        /** As Vert.x has it: a client that shares no protocol goes on without one (RFC 7301 §3.2 would let it be refused). */
        private ApplicationProtocolConfig alpn() {
            return new ApplicationProtocolConfig(
                    Protocol.ALPN,
                    SelectorFailureBehavior.NO_ADVERTISE,
                    SelectedListenerFailureBehavior.ACCEPT,
                    protocols);
        }
    }
}
