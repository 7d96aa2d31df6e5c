package dev.wiretape.promises;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** A client that reads one stream as it comes, on a thread of its own, and keeps every byte. */
final class StreamClient implements AutoCloseable {
    private final Socket socket;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final AtomicLong count = new AtomicLong();
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    private StreamClient(Socket socket) {
        this.socket = socket;
    }

    /** Asks a recorder for a stream; the last segment of the path is in the recording's name. */
    static StreamClient of(int port, String path) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        StreamClient client = new StreamClient(socket);
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                        .getBytes(ISO_8859_1));
        Thread reader = new Thread(client::read, "stream-client");
        reader.setDaemon(true);
        reader.start();
        return client;
    }

    /** How many bytes have come. */
    long count() {
        return count.get();
    }

    /** Done when the connection has ended, however it did. */
    CompletableFuture<Void> end() {
        return end;
    }

    /** The frames that came whole; asked after the end. */
    List<String> frames() {
        List<String> frames = new ArrayList<>();
        String body = body();
        for (int at = 0, to = body.indexOf("\n\n"); to >= 0; to = body.indexOf("\n\n", at)) {
            frames.add(body.substring(at, to + 2));
            at = to + 2;
        }
        return frames;
    }

    /** The body as far as it came, without its HTTP chunks. */
    String body() {
        String all = received.toString(UTF_8);
        StringBuilder body = new StringBuilder();
        int at = all.indexOf("\r\n\r\n") + 4;
        while (at >= 4 && at < all.length()) {
            int line = all.indexOf("\r\n", at);
            if (line < 0 || all.substring(at, line).equals("0")) {
                break;
            }
            int size = Integer.parseInt(all.substring(at, line), 16);
            body.append(all, line + 2, Math.min(all.length(), line + 2 + size));
            at = line + 2 + size + 2;
        }
        return body.toString();
    }

    /** Whether the body's last chunk came. */
    boolean isComplete() {
        return received.toString(UTF_8).endsWith("\r\n0\r\n\r\n");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void read() {
        try (socket) {
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[16 * 1024];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                received.write(buffer, 0, n);
                count.addAndGet(n);
            }
        } catch (IOException broken) {
            // What had come by then is there.
        } finally {
            end.complete(null);
        }
    }
}
