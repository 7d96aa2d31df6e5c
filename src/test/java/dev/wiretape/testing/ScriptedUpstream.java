package dev.wiretape.testing;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * An HTTP/1.1 server on a raw socket that records every request exactly and answers by script. One thread for each
 * connection. {@link #close} fails the test where a script failed or stands unfinished: a script says what shall
 * happen, also that the client leaves ({@link Step.ExpectClientClose}).
 */
public final class ScriptedUpstream implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final ServerSocket listener;
    private final Optional<SSLContext> tls;
    private final Function<ReceivedRequest, Script> scripts;
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final List<Served> served = new ArrayList<>();
    private volatile boolean closing;

    private ScriptedUpstream(Optional<SSLContext> tls, Function<ReceivedRequest, Script> scripts, int receiveBuffer)
            throws IOException {
        this.tls = tls;
        this.scripts = scripts;
        this.listener = new ServerSocket();
        if (receiveBuffer > 0) {
            listener.setReceiveBufferSize(receiveBuffer);
        }
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        Thread acceptor = new Thread(this::accept, "upstream-" + listener.getLocalPort());
        acceptor.setDaemon(true);
        acceptor.start();
    }

    /** Plays the same script for every request. */
    public static ScriptedUpstream playing(Script script) throws IOException {
        return answering(request -> script);
    }

    /** Plays the scripts in the order of the requests; more requests than scripts are a failure. */
    public static ScriptedUpstream playing(Script first, Script second, Script... more) throws IOException {
        Deque<Script> queue = new ArrayDeque<>(
                Stream.concat(Stream.of(first, second), Stream.of(more)).toList());
        return answering(request -> {
            synchronized (queue) {
                return queue.remove();
            }
        });
    }

    /** Asks for a script with each request's head. */
    public static ScriptedUpstream answering(Function<ReceivedRequest, Script> scripts) throws IOException {
        return new ScriptedUpstream(Optional.empty(), scripts, 0);
    }

    /** As {@link #answering}, over TLS; see {@link TestCertificates}. */
    public static ScriptedUpstream answeringTls(SSLContext tls, Function<ReceivedRequest, Script> scripts)
            throws IOException {
        return new ScriptedUpstream(Optional.of(tls), scripts, 0);
    }

    /** As {@link #answering}, with a small TCP receive buffer, so that an unread upload stops its sender soon. */
    public static ScriptedUpstream withReceiveBuffer(int bytes, Function<ReceivedRequest, Script> scripts)
            throws IOException {
        return new ScriptedUpstream(Optional.empty(), scripts, bytes);
    }

    /** The port on the loopback address. */
    public int port() {
        return listener.getLocalPort();
    }

    /** {@code http://127.0.0.1:PORT}, or {@code https://localhost:PORT}. */
    public String url() {
        return tls.isPresent() ? "https://localhost:" + port() : "http://127.0.0.1:" + port();
    }

    /** How many connections were accepted so far. */
    public int connectionCount() {
        return connections.size();
    }

    /** The requests so far, in the order in which their heads were complete. */
    public List<ReceivedRequest> requests() {
        synchronized (served) {
            return served.stream().map(Served::request).toList();
        }
    }

    /** Waits for the head of request number {@code n}, from 0. */
    public Served awaitRequest(int n) throws InterruptedException {
        long until = System.nanoTime() + DEADLINE.toNanos();
        synchronized (served) {
            while (served.size() <= n) {
                long left = (until - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw new AssertionError("request " + n + " did not arrive; there were " + served.size()
                            + ", failures: " + failures);
                }
                served.wait(left);
            }
            return served.get(n);
        }
    }

    /** Waits until the script of request number {@code n}, from 0, has come to its end. */
    public Served awaitFinished(int n) throws InterruptedException {
        return awaitRequest(n).awaitFinished(DEADLINE);
    }

    /** Frees the port so that further connections are refused; those that exist go on. */
    public void stopListening() throws IOException {
        listener.close();
    }

    /** Ends everything; fails if a script failed or was not at its end. */
    @Override
    public void close() throws IOException {
        try {
            end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the upstream was closed");
        }
    }

    private void end() throws IOException, InterruptedException {
        List<Served> unfinished = unfinished();
        closing = true;
        listener.close();
        for (Socket socket : connections) {
            socket.close();
        }
        for (Thread thread : threads) {
            thread.interrupt();
            thread.join(DEADLINE.toMillis());
        }
        if (!failures.isEmpty()) {
            AssertionError error = new AssertionError("the upstream failed: " + failures.get(0), failures.get(0));
            failures.stream().skip(1).forEach(error::addSuppressed);
            throw error;
        }
        if (!unfinished.isEmpty()) {
            throw new AssertionError("the upstream was closed while it " + unfinished);
        }
    }

    /** What is still running after the time that a script needs for steps that do not wait. */
    private List<Served> unfinished() throws InterruptedException {
        List<Served> all;
        synchronized (served) {
            all = List.copyOf(served);
        }
        long until = System.nanoTime() + GRACE.toNanos();
        for (Served each : all) {
            each.awaitEnd(Duration.ofNanos(Math.max(0, until - System.nanoTime())));
        }
        return all.stream().filter(s -> !s.isFinished()).toList();
    }

    private void accept() {
        while (!closing) {
            try {
                Socket socket = listener.accept();
                connections.add(socket);
                int number = connections.size();
                Thread thread = new Thread(() -> serve(socket, number), "upstream-" + port() + "-" + number);
                thread.setDaemon(true);
                threads.add(thread);
                thread.start();
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    failures.add(e);
                }
                return;
            }
        }
    }

    private void serve(Socket tcp, int number) {
        try (tcp;
                Socket socket = secured(tcp)) {
            tcp.setTcpNoDelay(true);
            Wire wire = new Wire(socket, Duration.ofMinutes(10), 512);
            for (Optional<Head> head = wire.readHead(); head.isPresent(); head = wire.readHead()) {
                serve(socket, tcp, wire, new ReceivedRequest(head.get(), new byte[0], number));
                if (socket.isClosed() || tcp.isClosed()) {
                    return;
                }
            }
        } catch (Wire.Ended ended) {
            // Between two requests, or in the middle of a head, a client may leave as it likes.
        } catch (IOException | RuntimeException | AssertionError e) {
            if (!closing && !(tls.isPresent() && e instanceof IOException)) {
                failures.add(e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(Socket socket, Socket tcp, Wire wire, ReceivedRequest request)
            throws IOException, InterruptedException {
        Served exchange = new Served(request);
        synchronized (served) {
            served.add(exchange);
            served.notifyAll();
        }
        try {
            new Performance(socket, tcp, wire, DEADLINE, exchange).play(scripts.apply(request));
            exchange.done();
        } catch (IOException | RuntimeException | AssertionError e) {
            exchange.failed(e);
            if (!closing) {
                failures.add(new AssertionError("the script " + exchange + " failed: " + e, e));
            }
            tcp.close();
        }
    }

    private Socket secured(Socket tcp) throws IOException {
        if (tls.isEmpty()) {
            return tcp;
        }
        SSLSocket socket = (SSLSocket) tls.get()
                .getSocketFactory()
                .createSocket(tcp, tcp.getInetAddress().getHostAddress(), tcp.getPort(), true);
        socket.setUseClientMode(false);
        return socket;
    }
}
