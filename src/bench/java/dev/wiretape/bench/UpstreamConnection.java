package dev.wiretape.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** One connection to the {@link Upstream}: reads requests, answers each with the script it asks for. */
final class UpstreamConnection {
    private static final byte[] HEAD = ("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n"
                    + "Cache-Control: no-cache\r\nTransfer-Encoding: chunked\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    /** About 16 KiB a write, as a server has it whose TLS records or buffers are of that size. */
    private static final int FRAMES_A_WRITE = 80;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final Pacer pacer;
    private final ByteBuffer incoming = ByteBuffer.allocate(8 * 1024);
    private final ByteBuffer[] outgoing = {ByteBuffer.allocate(0), ByteBuffer.allocate(0), ByteBuffer.allocate(0)};
    private Optional<ByteBuffer> batch = Optional.empty();
    private long framesSent;
    private long framesLeft;

    UpstreamConnection(SocketChannel channel, SelectionKey key, Pacer pacer) {
        this.channel = channel;
        this.key = key;
        this.pacer = pacer;
    }

    /** Does what the selector found possible. Called on the selector's thread only. */
    void ready(boolean readable, boolean writable) throws IOException {
        if (readable) {
            if (channel.read(incoming) < 0) {
                close();
                return;
            }
            answer();
        }
        if (writable) {
            flood();
        }
    }

    /** Closes the connection; a stream that is being paced on it ends at its next frame. */
    void close() {
        try {
            channel.close();
        } catch (IOException alreadyGone) {
            key.cancel();
        }
    }

    private void answer() throws IOException {
        String request =
                StandardCharsets.ISO_8859_1.decode(incoming.duplicate().flip()).toString();
        int headEnd = request.indexOf("\r\n\r\n");
        if (headEnd < 0 || !bodyComplete(request, headEnd)) {
            return;
        }
        incoming.clear();
        String target = request.substring(request.indexOf(' ') + 1, request.indexOf(" HTTP/"));
        if (target.equals("/clock")) {
            String now = Long.toString(System.nanoTime());
            channel.write(StandardCharsets.US_ASCII.encode(
                    "HTTP/1.1 200 OK\r\nContent-Length: " + now.length() + "\r\n\r\n" + now));
            return;
        }
        start(Script.parse(target));
    }

    private static boolean bodyComplete(String request, int headEnd) {
        String head = request.substring(0, headEnd).toLowerCase(Locale.ROOT) + "\r\n";
        if (head.contains("\r\ntransfer-encoding: chunked")) {
            return request.endsWith("0\r\n\r\n");
        }
        int at = head.indexOf("\r\ncontent-length:");
        if (at < 0) {
            return true;
        }
        int from = at + "\r\ncontent-length:".length();
        return request.length() - headEnd - 4
                >= Integer.parseInt(
                        head.substring(from, head.indexOf("\r\n", from)).strip());
    }

    private void start(Script script) throws IOException {
        if (script.intervalNanos() > 0) {
            channel.write(ByteBuffer.wrap(HEAD));
            pacer.add(new PacedStream(this, script));
            return;
        }
        framesSent = 0;
        framesLeft = script.frames();
        outgoing[0] = ByteBuffer.wrap(HEAD);
        outgoing[1] = nextBatch();
        outgoing[2] = ByteBuffer.wrap(END);
        flood();
    }

    /** Writes once and returns, so that no stream keeps the others from their turn. */
    private void flood() throws IOException {
        boolean last = framesLeft == 0;
        channel.write(outgoing, 0, last ? 3 : 2);
        if (!last && !outgoing[1].hasRemaining()) {
            outgoing[1] = nextBatch();
        }
        boolean done = last && !outgoing[2].hasRemaining();
        key.interestOps(done ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }

    private ByteBuffer nextBatch() {
        ByteBuffer chunks = batch.orElseGet(() -> Frames.chunks(FRAMES_A_WRITE));
        batch = Optional.of(chunks.clear());
        int count = (int) Math.min(framesLeft, FRAMES_A_WRITE);
        long now = System.nanoTime();
        for (int i = 0; i < count; i++) {
            Frames.restamp(chunks, i * Frames.CHUNKED_SIZE, framesSent + i, now);
        }
        framesSent += count;
        framesLeft -= count;
        return chunks.limit(count * Frames.CHUNKED_SIZE);
    }

    /** Writes all bytes of a small buffer; used by the pacer, on its thread, with the head already sent. */
    void writeFully(ByteBuffer bytes) throws IOException {
        long deadline = System.nanoTime() + 5_000_000_000L;
        while (bytes.hasRemaining()) {
            if (channel.write(bytes) == 0) {
                if (System.nanoTime() > deadline) {
                    throw new IOException("nobody reads");
                }
                java.util.concurrent.locks.LockSupport.parkNanos(100_000);
            }
        }
    }

    /** Ends a paced stream; the connection then takes its next request. */
    void writeEnd() throws IOException {
        writeFully(ByteBuffer.wrap(END));
    }
}
