package dev.wiretape.recording.coding;

import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** {@code deflate}: the zlib format (RFC 1950), or the bare deflate data (RFC 1951) that some servers send instead. */
final class DeflateDecoder implements ContentDecoder {
    private final byte[] out = new byte[Inflating.STEP];
    private Inflater inflater;
    private int firstByte = -1;

    @Override
    public void decode(byte[] bytes, int offset, int length, Sink sink) throws IOException {
        int at = offset;
        int end = offset + length;
        if (inflater == null && at < end) {
            if (firstByte < 0) {
                firstByte = bytes[at++] & 0xFF;
                if (at == end) {
                    return;
                }
            }
            boolean zlib = (firstByte & 0x0F) == 8 && ((firstByte << 8) | (bytes[at] & 0xFF)) % 31 == 0;
            inflater = new Inflater(!zlib);
            inflate(new byte[] {(byte) firstByte}, 0, 1, sink);
        }
        inflate(bytes, at, end - at, sink);
    }

    @Override
    public void close() {
        if (inflater != null) {
            inflater.end();
        }
    }

    private void inflate(byte[] bytes, int offset, int length, Sink sink) throws IOException {
        if (length == 0 || inflater.finished()) {
            return;
        }
        try {
            Inflating.run(inflater, bytes, offset, length, out, sink);
        } catch (DataFormatException e) {
            throw new IOException("is not deflate data: " + e.getMessage(), e);
        }
    }
}
