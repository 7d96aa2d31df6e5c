package dev.wiretape.recording.coding;

import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** {@code gzip} (RFC 1952), of any number of members. Check sums are left to the client: this is a copy. */
final class GzipDecoder implements ContentDecoder {
    private static final int FHCRC = 2;
    private static final int FEXTRA = 4;
    private static final int FNAME = 8;
    private static final int FCOMMENT = 16;
    private static final int FIXED_HEADER = 10;
    private static final int TRAILER = 8;

    private enum State {
        FIXED,
        EXTRA_LENGTH,
        EXTRA,
        NAME,
        COMMENT,
        HEADER_CRC,
        DATA,
        TRAILER
    }

    private final Inflater inflater = new Inflater(true);
    private final byte[] out = new byte[Inflating.STEP];
    private State state = State.FIXED;
    private int seen;
    private int flags;
    private int extraLength;

    @Override
    public void decode(byte[] bytes, int offset, int length, Sink sink) throws IOException {
        int at = offset;
        int end = offset + length;
        while (at < end) {
            if (state == State.DATA) {
                at = end - data(bytes, at, end - at, sink);
            } else {
                frameByte(bytes[at++] & 0xFF);
            }
        }
    }

    @Override
    public void close() {
        inflater.end();
    }

    private int data(byte[] bytes, int offset, int length, Sink sink) throws IOException {
        try {
            int left = Inflating.run(inflater, bytes, offset, length, out, sink);
            if (inflater.finished()) {
                go(State.TRAILER);
            }
            return left;
        } catch (DataFormatException e) {
            throw new IOException("is not gzip data: " + e.getMessage(), e);
        }
    }

    /** One byte of a member's header or trailer. */
    private void frameByte(int b) throws IOException {
        switch (state) {
            case FIXED -> fixed(b);
            case EXTRA_LENGTH -> {
                extraLength |= b << (8 * seen);
                if (++seen == 2) {
                    go(extraLength > 0 ? State.EXTRA : afterExtra());
                }
            }
            case EXTRA -> {
                if (++seen == extraLength) {
                    go(afterExtra());
                }
            }
            case NAME -> {
                if (b == 0) {
                    go(afterName());
                }
            }
            case COMMENT -> {
                if (b == 0) {
                    go(afterComment());
                }
            }
            case HEADER_CRC -> {
                if (++seen == 2) {
                    go(State.DATA);
                }
            }
            case TRAILER -> {
                if (++seen == TRAILER) {
                    inflater.reset();
                    extraLength = 0;
                    go(State.FIXED);
                }
            }
            case DATA -> throw new IllegalStateException("data is not read byte by byte");
        }
    }

    private void fixed(int b) throws IOException {
        if ((seen == 0 && b != 0x1F) || (seen == 1 && b != 0x8B) || (seen == 2 && b != 8)) {
            throw new IOException("is not gzip data: wrong magic number");
        }
        if (seen == 3) {
            flags = b;
        }
        if (++seen == FIXED_HEADER) {
            go((flags & FEXTRA) != 0 ? State.EXTRA_LENGTH : afterExtra());
        }
    }

    private State afterExtra() {
        return (flags & FNAME) != 0 ? State.NAME : afterName();
    }

    private State afterName() {
        return (flags & FCOMMENT) != 0 ? State.COMMENT : afterComment();
    }

    private State afterComment() {
        return (flags & FHCRC) != 0 ? State.HEADER_CRC : State.DATA;
    }

    private void go(State next) {
        state = next;
        seen = 0;
    }
}
