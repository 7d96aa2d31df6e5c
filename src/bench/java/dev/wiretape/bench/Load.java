package dev.wiretape.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Runs many {@link Client}s on the calling thread, which blocks in one selector between their reads. */
final class Load {
    private static final int CONNECTING_AT_ONCE = 64;
    private static final long TICK_MILLIS = 200;

    /** What one read takes at most: as much as curl and the JDK's client ask for. */
    private static final int READ_BYTES = 16 * 1024;

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(READ_BYTES);
    private final long openOverNanos;
    private final long dozeNanos;
    private List<Client> clients = List.of();
    private int opened;
    private int connecting;
    private int over;

    /** A load whose clients all connect at once. */
    Load() {
        this(Duration.ZERO, Duration.ZERO);
    }

    /**
     * A load whose clients connect one after the other.
     *
     * @param openOver spread evenly over this time
     * @param doze how long nothing is read between two rounds of reading, so that the load costs the machine next to nothing
     */
    Load(Duration openOver, Duration doze) {
        openOverNanos = openOver.toNanos();
        dozeNanos = doze.toNanos();
    }

    /**
     * What came of it.
     *
     * @param seconds from the first connection to the last client's end
     * @param failures clients that did not get what they asked for
     * @param firstFailure the first of them in words
     */
    record Outcome(double seconds, long streams, long frames, int failures, Optional<String> firstFailure) {}

    /** Runs the clients against a port of this machine until all are over; fails those that are not at the deadline. */
    Outcome run(int port, List<Client> all, Duration limit) throws IOException {
        clients = all;
        opened = 0;
        connecting = 0;
        over = 0;
        long start = System.nanoTime();
        try (Selector selector = Selector.open()) {
            InetSocketAddress target = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            while (over < clients.size() && System.nanoTime() - start < limit.toNanos()) {
                connectMore(selector, target, System.nanoTime() - start);
                selector.select(this::serve, opened < clients.size() ? 1 : TICK_MILLIS);
                if (dozeNanos > 0 && opened == clients.size()) {
                    LockSupport.parkNanos(dozeNanos);
                }
            }
            clients.stream().filter(client -> !client.over()).forEach(client -> client.fail("deadline"));
        }
        return outcome((System.nanoTime() - start) / 1e9);
    }

    private void connectMore(Selector selector, InetSocketAddress target, long elapsedNanos) throws IOException {
        while (opened < clients.size()
                && connecting < CONNECTING_AT_ONCE
                && elapsedNanos >= openOverNanos * opened / clients.size()) {
            Client client = clients.get(opened++);
            SocketChannel channel = SocketChannel.open();
            channel.configureBlocking(false);
            client.connecting(channel);
            channel.connect(target);
            channel.register(selector, SelectionKey.OP_CONNECT, client);
            connecting++;
        }
    }

    private void serve(SelectionKey key) {
        Client client = (Client) key.attachment();
        try {
            if (key.isConnectable()) {
                connecting--;
                client.connected(key);
            } else {
                client.read(buffer);
            }
        } catch (IOException | RuntimeException broken) {
            client.fail(String.valueOf(broken.getMessage()));
        }
        if (client.over()) {
            over++;
        }
    }

    private Outcome outcome(double seconds) {
        List<String> failures =
                clients.stream().flatMap(client -> client.failure().stream()).toList();
        return new Outcome(
                seconds,
                clients.stream().mapToLong(Client::streams).sum(),
                clients.stream().mapToLong(Client::frames).sum(),
                failures.size(),
                failures.stream().findFirst());
    }
}
