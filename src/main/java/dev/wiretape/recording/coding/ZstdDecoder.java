package dev.wiretape.recording.coding;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** {@code zstd} (RFC 8878), by the native library of zstd-jni; the window is bounded as RFC 9659 says. */
final class ZstdDecoder implements ContentDecoder {
    private static final int WINDOW_LOG = 23;
    private static final int INPUT = 8 * 1024;

    private final ZstdDecompressCtx zstd = new ZstdDecompressCtx();
    private final ByteBuffer input = ByteBuffer.allocateDirect(INPUT);
    private final ByteBuffer output = ByteBuffer.allocateDirect(Inflating.STEP);
    private final byte[] out = new byte[Inflating.STEP];

    ZstdDecoder() {
        zstd.setLongMax(WINDOW_LOG);
    }

    @Override
    public void decode(byte[] bytes, int offset, int length, Sink sink) throws IOException {
        int at = offset;
        int end = offset + length;
        while (at < end) {
            int piece = Math.min(INPUT, end - at);
            input.clear().put(bytes, at, piece).flip();
            at += piece;
            try {
                decompress(sink);
            } catch (ZstdException e) {
                throw new IOException("is not zstd data: " + e.getMessage(), e);
            }
        }
    }

    @Override
    public void close() {
        zstd.close();
    }

    /** As long as the output was filled there may be more, although the input is used up. */
    private void decompress(Sink sink) throws IOException {
        boolean filled;
        do {
            output.clear();
            zstd.decompressDirectByteBufferStream(output, input);
            filled = !output.hasRemaining();
            int made = output.flip().remaining();
            output.get(out, 0, made);
            if (made > 0) {
                sink.bytes(out, 0, made);
            }
        } while (input.hasRemaining() || filled);
    }
}
