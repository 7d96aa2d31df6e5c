package dev.wiretape.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * The scripted API, a process of its own: one thread for all connections, one for the pace.
 *
 * <p>It does as little as can be done, for its speed is the yardstick. It ends when its standard input does, so that it
 * never outlives the benchmark.
 */
final class Upstream {
    private static final int BACKLOG = 4096;

    private final Selector selector;
    private final ServerSocketChannel server;
    private final Pacer pacer = new Pacer();

    private Upstream() throws IOException {
        selector = Selector.open();
        server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
    }

    /** Serves until standard input ends; prints one line with its port when ready. */
    public static void main(String[] args) throws IOException {
        Upstream upstream = new Upstream();
        System.out.println("upstream: listening on " + upstream.server.socket().getLocalPort());
        daemon("pacer", upstream.pacer);
        daemon("lifeline", Upstream::exitWithParent);
        while (true) {
            upstream.selector.select(upstream::serve);
        }
    }

    private void serve(SelectionKey key) {
        if (key.isAcceptable()) {
            accept();
            return;
        }
        UpstreamConnection connection = (UpstreamConnection) key.attachment();
        try {
            connection.ready(key.isReadable(), key.isWritable());
        } catch (IOException gone) {
            connection.close();
        } catch (RuntimeException broken) {
            System.err.println("upstream: " + broken);
            connection.close();
        }
    }

    private void accept() {
        try {
            for (SocketChannel channel = server.accept(); channel != null; channel = server.accept()) {
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
                key.attach(new UpstreamConnection(channel, key, pacer));
            }
        } catch (IOException refused) {
            System.err.println("upstream: cannot accept: " + refused.getMessage());
        }
    }

    private static void exitWithParent() {
        try {
            while (System.in.read() >= 0) {
                // whatever is written to us means nothing; only the end does
            }
        } catch (IOException closed) {
            System.err.println("upstream: standard input closed");
        }
        System.exit(0);
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
