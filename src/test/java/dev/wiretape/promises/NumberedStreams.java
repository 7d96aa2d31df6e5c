package dev.wiretape.promises;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wiretape.testing.Script;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * An upstream that answers every request with an event stream of numbered frames, each an HTTP chunk and a write of its own,
 * until it has sent so many or the other side leaves.
 */
final class NumberedStreams implements AutoCloseable {
    private static final byte[] HEAD = Script.EVENT_STREAM.getBytes(ISO_8859_1);

    private final ServerSocket listener;
    private final int frames;
    private final long pauseNanos;
    private final int padding;
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final AtomicLong sent = new AtomicLong();

    /**
     * Begins to listen.
     *
     * @param frames how many frames a stream has
     * @param pauseNanos how long to wait after each
     * @param padding how many bytes a frame has more than it needs
     */
    NumberedStreams(int frames, long pauseNanos, int padding) throws IOException {
        this.frames = frames;
        this.pauseNanos = pauseNanos;
        this.padding = padding;
        this.listener = new ServerSocket(0, 2048, InetAddress.getLoopbackAddress());
        run("numbered-streams", this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** How many bytes were sent so far, to whomever. */
    long sent() {
        return sent.get();
    }

    /** The frame with that number, as it is sent. */
    static String frame(int n, int padding) {
        return "data: {\"n\":" + n + (padding > 0 ? ",\"x\":\"" + "x".repeat(padding) + "\"" : "") + "}\n\n";
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : connections) {
            socket.close();
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                connections.add(socket);
                run("numbered-stream", () -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            while (readHead(socket.getInputStream())) {
                out.write(HEAD);
                for (int n = 0; n < frames; n++) {
                    byte[] frame = frame(n, padding).getBytes(UTF_8);
                    String size = Integer.toHexString(frame.length);
                    out.write((size + "\r\n" + new String(frame, UTF_8) + "\r\n").getBytes(UTF_8));
                    sent.addAndGet(frame.length);
                    if (pauseNanos > 0) {
                        LockSupport.parkNanos(pauseNanos);
                    }
                }
                out.write("0\r\n\r\n".getBytes(UTF_8));
            }
        } catch (IOException theOtherSideLeft) {
            // As it may.
        }
    }

    /** Reads a request without a body; false where there is none. */
    private static boolean readHead(InputStream in) throws IOException {
        int last4 = 0;
        while (last4 != 0x0D0A0D0A) {
            int b = in.read();
            if (b < 0) {
                return false;
            }
            last4 = (last4 << 8) | b;
        }
        return true;
    }

    private static void run(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }
}
