package dev.wiretape.bench;

import java.nio.ByteBuffer;
import java.util.Locale;

/**
 * Takes HTTP/1.1 responses apart as their bytes come in, whatever the cuts, and hands on the body without its chunks.
 *
 * <p>Knows chunked bodies, a Content-Length, and a body that ends with the connection (RFC 9112 §6.3); it is the
 * benchmark's own so that it costs a few nanoseconds a chunk.
 */
final class ResponseParser {
    /** Receives the body; the span lies between the buffer's position and limit and must be consumed. */
    interface Body {
        /** Takes the next bytes of the body. */
        void accept(ByteBuffer span);
    }

    private enum State {
        HEAD,
        CHUNK_SIZE,
        CHUNK_DATA,
        TRAILER,
        FIXED,
        UNTIL_CLOSE,
        DONE
    }

    private final Body body;
    private final StringBuilder head = new StringBuilder();
    private State state = State.HEAD;
    private int status;
    private long left;
    private boolean digitSeen;
    private int lineLength;

    ResponseParser(Body body) {
        this.body = body;
    }

    /** Takes all bytes of the buffer; returns whether the response is complete. */
    boolean feed(ByteBuffer bytes) {
        while (bytes.hasRemaining() && state != State.DONE) {
            switch (state) {
                case HEAD -> readHead(bytes);
                case CHUNK_SIZE -> readChunkSize(bytes);
                case CHUNK_DATA -> readData(bytes, State.CHUNK_SIZE);
                case TRAILER -> readTrailer(bytes);
                case FIXED -> readData(bytes, State.DONE);
                default -> body.accept(bytes);
            }
        }
        if (bytes.hasRemaining()) {
            throw new IllegalStateException(bytes.remaining() + " bytes after the end of the response");
        }
        return state == State.DONE;
    }

    /** Says whether the end of the connection is a proper end of the response. */
    boolean completeAtClose() {
        return state == State.UNTIL_CLOSE || state == State.DONE;
    }

    /** The status code, 0 before the head is there. */
    int status() {
        return status;
    }

    /** Makes ready for the next response on the same connection. */
    void reset() {
        state = State.HEAD;
        head.setLength(0);
        status = 0;
    }

    private void readHead(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            head.append((char) (bytes.get() & 0xff));
            int length = head.length();
            if (length >= 4 && head.charAt(length - 1) == '\n' && head.charAt(length - 3) == '\n') {
                headComplete();
                return;
            }
        }
    }

    private void headComplete() {
        String text = head.toString().toLowerCase(Locale.ROOT);
        status = Integer.parseInt(text.substring(9, 12));
        int length = text.indexOf("\r\ncontent-length:");
        if (text.contains("\r\ntransfer-encoding: chunked")) {
            startChunk();
        } else if (length >= 0) {
            int from = length + "\r\ncontent-length:".length();
            left = Long.parseLong(
                    text.substring(from, text.indexOf("\r\n", from)).strip());
            state = left == 0 ? State.DONE : State.FIXED;
        } else {
            state = State.UNTIL_CLOSE;
        }
    }

    private void startChunk() {
        state = State.CHUNK_SIZE;
        left = 0;
        digitSeen = false;
    }

    private void readChunkSize(ByteBuffer bytes) {
        int position = bytes.position();
        int limit = bytes.limit();
        while (position < limit) {
            byte octet = bytes.get(position++);
            if (octet == '\n' && digitSeen) {
                state = left == 0 ? State.TRAILER : State.CHUNK_DATA;
                lineLength = 0;
                break;
            }
            if (octet != '\r' && octet != '\n') {
                left = left << 4 | digit(octet);
                digitSeen = true;
            }
        }
        bytes.position(position);
    }

    private static int digit(byte octet) {
        int value = octet <= '9' ? octet - '0' : (octet | 0x20) - 'a' + 10;
        if (value < 0 || value > 15) {
            throw new IllegalStateException("no chunk size: byte " + octet);
        }
        return value;
    }

    private void readData(ByteBuffer bytes, State next) {
        int limit = bytes.limit();
        int span = (int) Math.min(left, bytes.remaining());
        int end = bytes.position() + span;
        bytes.limit(end);
        body.accept(bytes);
        bytes.limit(limit).position(end);
        left -= span;
        if (left == 0) {
            startChunk();
            state = next;
        }
    }

    private void readTrailer(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            byte octet = bytes.get();
            if (octet == '\n' && lineLength == 0) {
                state = State.DONE;
                return;
            }
            if (octet == '\n') {
                lineLength = 0;
            } else if (octet != '\r') {
                lineLength++;
            }
        }
    }

    @Override
    public String toString() {
        return "response " + status + " in " + state;
    }
}
