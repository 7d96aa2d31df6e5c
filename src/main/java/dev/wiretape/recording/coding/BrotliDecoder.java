package dev.wiretape.recording.coding;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.decoder.DecoderJNI;
import java.io.IOException;
import java.nio.ByteBuffer;

/** {@code br} (RFC 7932), by the native library of brotli4j. */
final class BrotliDecoder implements ContentDecoder {
    private static final int INPUT = 8 * 1024;

    private final DecoderJNI.Wrapper brotli;
    private final byte[] out = new byte[Inflating.STEP];
    private boolean closed;

    BrotliDecoder() throws IOException {
        Brotli4jLoader.ensureAvailability();
        brotli = new DecoderJNI.Wrapper(INPUT);
    }

    @Override
    public void decode(byte[] bytes, int offset, int length, Sink sink) throws IOException {
        int at = offset;
        int end = offset + length;
        while (at < end && brotli.getStatus() != DecoderJNI.Status.DONE) {
            ByteBuffer input = brotli.getInputBuffer();
            input.clear();
            int piece = Math.min(input.remaining(), end - at);
            input.put(bytes, at, piece);
            at += piece;
            brotli.push(piece);
            drain(sink);
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            brotli.destroy();
        }
    }

    private void drain(Sink sink) throws IOException {
        while (true) {
            if (brotli.hasOutput()) {
                hand(brotli.pull(), sink);
                continue;
            }
            switch (brotli.getStatus()) {
                case OK, NEEDS_MORE_OUTPUT -> brotli.push(0);
                case ERROR -> throw new IOException("is not brotli data");
                case DONE, NEEDS_MORE_INPUT -> {
                    return;
                }
            }
        }
    }

    private void hand(ByteBuffer decoded, Sink sink) throws IOException {
        while (decoded.hasRemaining()) {
            int piece = Math.min(out.length, decoded.remaining());
            decoded.get(out, 0, piece);
            sink.bytes(out, 0, piece);
        }
    }
}
