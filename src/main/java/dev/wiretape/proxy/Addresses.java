package dev.wiretape.proxy;

import dev.wiretape.proxy.address.HostPort;
import dev.wiretape.proxy.address.Resolver;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What an event loop knows of the addresses of hosts that clients have named: a little, and not for long. */
final class Addresses {
    private static final int MOST = 256;
    private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(5);

    private record Known(SocketAddress address, long until) {}

    private final Vertx vertx;
    private final Resolver resolver;
    private final Map<HostPort, Known> known = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<HostPort, Known> eldest) {
            return size() > MOST;
        }
    };

    Addresses(Vertx vertx, Resolver resolver) {
        this.vertx = vertx;
        this.resolver = resolver;
    }

    /**
     * The address to connect to. Fails with an {@link dev.wiretape.proxy.address.AddressRefused} where there is none that
     * may be, and with an {@link java.net.UnknownHostException} where there is none.
     */
    Future<SocketAddress> of(HostPort to) {
        Known before = known.get(to);
        if (before != null && before.until() - System.nanoTime() > 0) {
            return Future.succeededFuture(before.address());
        }
        return vertx.executeBlocking(() -> resolver.resolve(to), false).map(address -> keep(to, address));
    }

    /** Whether a host may be asked for where a proxy resolves its name. Fails as {@link #of} does. */
    Future<Void> permits(HostPort to) {
        return vertx.executeBlocking(
                () -> {
                    resolver.check(to);
                    return null;
                },
                false);
    }

    private SocketAddress keep(HostPort to, InetAddress resolved) {
        SocketAddress address = SocketAddress.inetSocketAddress(to.port(), resolved.getHostAddress());
        known.remove(to);
        known.put(to, new Known(address, System.nanoTime() + KEPT_NANOS));
        return address;
    }
}
