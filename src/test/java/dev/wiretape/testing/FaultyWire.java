package dev.wiretape.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * A TCP proxy that spoils what the server behind it sends, on the level of the connection: late, slow, in small pieces, cut
 * off, or not at all. What the client sends passes as it is.
 */
public final class FaultyWire implements AutoCloseable {
    /** What is done to the server's bytes. */
    public sealed interface Fault {
        /** Every read waits so long. */
        record Latency(Duration time) implements Fault {}

        /** So many bytes a second. */
        record Bandwidth(int bytesPerSecond) implements Fault {}

        /** Pieces of so many bytes, each a packet of its own. */
        record Slicer(int bytes) implements Fault {}

        /** A FIN after so many bytes. */
        record Limit(int bytes) implements Fault {}

        /** An RST after so many bytes. */
        record ResetAfter(int bytes) implements Fault {}

        /** After so many bytes nothing more comes, and nobody says that it will not, until the gate opens. */
        record Silence(int bytes, Gate until) implements Fault {}

        /** The server's end of the connection is kept from the client; so is what the client does from the server. */
        record HalfOpen(Gate until) implements Fault {}
    }

    private final ServerSocket listener;
    private final int server;
    private final Fault fault;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    /** Stands before a port of the loopback address. */
    public FaultyWire(int server, Fault fault) throws IOException {
        this.server = server;
        this.fault = fault;
        this.listener = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
        run(this::accept);
    }

    /** The port the client connects to instead. */
    public int port() {
        return listener.getLocalPort();
    }

    /** {@code http://127.0.0.1:PORT}. */
    public String url() {
        return "http://127.0.0.1:" + port();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket upstream = new Socket(InetAddress.getLoopbackAddress(), server);
                client.setTcpNoDelay(true);
                upstream.setTcpNoDelay(true);
                sockets.addAll(List.of(client, upstream));
                run(() -> pass(client, upstream));
                run(() -> spoil(upstream, client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void pass(Socket from, Socket to) {
        byte[] buffer = new byte[16 * 1024];
        try {
            InputStream in = from.getInputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                to.getOutputStream().write(buffer, 0, n);
            }
            if (!(fault instanceof Fault.HalfOpen)) {
                to.shutdownOutput();
            }
        } catch (IOException ended) {
            if (!(fault instanceof Fault.HalfOpen)) {
                closeQuietly(to);
            }
        }
    }

    private void spoil(Socket from, Socket to) {
        byte[] buffer = new byte[16 * 1024];
        int passed = 0;
        try {
            InputStream in = from.getInputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                int length = Math.min(n, limit() - passed);
                write(Arrays.copyOf(buffer, length), to.getOutputStream());
                passed += length;
                if (passed >= limit()) {
                    end(from, to);
                    return;
                }
            }
            if (fault instanceof Fault.HalfOpen halfOpen) {
                halfOpen.until().await(Duration.ofMinutes(2));
            }
            to.shutdownOutput();
        } catch (IOException ended) {
            closeQuietly(to);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int limit() {
        if (fault instanceof Fault.Limit limit) {
            return limit.bytes();
        }
        if (fault instanceof Fault.ResetAfter reset) {
            return reset.bytes();
        }
        return fault instanceof Fault.Silence silence ? silence.bytes() : Integer.MAX_VALUE;
    }

    private void write(byte[] bytes, OutputStream out) throws IOException, InterruptedException {
        int piece = bytes.length;
        if (fault instanceof Fault.Latency latency) {
            TimeUnit.NANOSECONDS.sleep(latency.time().toNanos());
        } else if (fault instanceof Fault.Bandwidth bandwidth) {
            TimeUnit.MICROSECONDS.sleep(1_000_000L * bytes.length / bandwidth.bytesPerSecond());
        } else if (fault instanceof Fault.Slicer slicer) {
            piece = slicer.bytes();
        }
        for (int at = 0; at < bytes.length; at += piece) {
            out.write(bytes, at, Math.min(piece, bytes.length - at));
        }
    }

    private void end(Socket from, Socket to) throws IOException, InterruptedException {
        if (fault instanceof Fault.Silence silence) {
            silence.until().await(Duration.ofMinutes(2));
        }
        if (fault instanceof Fault.ResetAfter) {
            to.setSoLinger(true, 0);
        }
        to.close();
        from.close();
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(Runnable task) {
        Thread thread = new Thread(task, "faulty-wire");
        thread.setDaemon(true);
        thread.start();
    }
}
