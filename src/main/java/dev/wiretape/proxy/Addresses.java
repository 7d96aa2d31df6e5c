package dev.wiretape.proxy;

import dev.wiretape.proxy.address.HostPort;
import dev.wiretape.proxy.address.Resolver;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What an event loop knows of the addresses of hosts that clients have named: a little, and not for long. */
final class Addresses {
    private static final int MOST = 256;
    private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(5);
    /** For an address that is not the last one. */
    private static final int SHORT_MILLIS = (int) TimeUnit.SECONDS.toMillis(3);

    private record Known(List<SocketAddress> addresses, long until) {}

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
     * Connects to the first of a host's addresses where that can be done. Fails with an
     * {@link dev.wiretape.proxy.address.AddressRefused} where there is none that may be connected to, with an
     * {@link java.net.UnknownHostException} where there is none, and else with what came of the last one.
     */
    <T> Future<T> connect(HostPort to, Attempt<T> attempt) {
        return of(to).compose(addresses -> connect(to, addresses, 0, attempt));
    }

    /** One address, and how long it may take where there are others to try. */
    interface Attempt<T> {
        /** Connects; {@code millis} is for the connection alone. */
        Future<T> connect(SocketAddress address, int millis);
    }

    private <T> Future<T> connect(HostPort to, List<SocketAddress> addresses, int index, Attempt<T> attempt) {
        boolean last = index == addresses.size() - 1;
        SocketAddress address = addresses.get(index);
        Future<T> connected = attempt.connect(address, last ? UpstreamPolicy.CONNECT_MILLIS : SHORT_MILLIS);
        return last
                ? connected
                : connected.recover(cause -> {
                    if (!isUnreachable(cause)) {
                        return Future.failedFuture(cause);
                    }
                    putLast(to, address);
                    return connect(to, addresses, index + 1, attempt);
                });
    }

    /** A host that was reached and then failed in another way would do so elsewhere, too. */
    private static boolean isUnreachable(Throwable cause) {
        return cause instanceof SocketException;
    }

    private Future<List<SocketAddress>> of(HostPort to) {
        Known before = known.get(to);
        if (before != null && before.until() - System.nanoTime() > 0) {
            return Future.succeededFuture(before.addresses());
        }
        return vertx.executeBlocking(() -> resolver.resolve(to), false).map(addresses -> keep(to, addresses));
    }

    /** Whether a host may be asked for where a proxy resolves its name. Fails as {@link #connect} does. */
    Future<Void> permits(HostPort to) {
        return vertx.executeBlocking(
                () -> {
                    resolver.check(to);
                    return null;
                },
                false);
    }

    private List<SocketAddress> keep(HostPort to, List<InetAddress> resolved) {
        List<SocketAddress> addresses = resolved.stream()
                .map(address -> SocketAddress.inetSocketAddress(to.port(), address.getHostAddress()))
                .toList();
        known.remove(to);
        known.put(to, new Known(addresses, System.nanoTime() + KEPT_NANOS));
        return addresses;
    }

    /** Whoever connects next need not wait for it. */
    private void putLast(HostPort to, SocketAddress address) {
        known.computeIfPresent(to, (host, before) -> {
            List<SocketAddress> order = new ArrayList<>(before.addresses());
            order.remove(address);
            order.add(address);
            return new Known(List.copyOf(order), before.until());
        });
    }
}
