package dev.wiretape.recording.coding;

import java.io.IOException;

/** Gives up on what expands beyond all proportion (a decompression bomb): event streams shrink tenfold, not 200-fold. */
final class Bounded implements ContentDecoder {
    private static final long ALWAYS_ALLOWED = 16L * 1024 * 1024;
    private static final long RATIO = 200;

    private final ContentDecoder decoder;
    private long in;
    private long out;

    Bounded(ContentDecoder decoder) {
        this.decoder = decoder;
    }

    @Override
    public void decode(byte[] bytes, int offset, int length, Sink sink) throws IOException {
        in += length;
        decoder.decode(bytes, offset, length, (b, o, l) -> {
            out += l;
            if (out > ALWAYS_ALLOWED && out > RATIO * in) {
                throw new IOException("expands more than " + RATIO + "-fold");
            }
            sink.bytes(b, o, l);
        });
    }

    @Override
    public void close() {
        decoder.close();
    }
}
