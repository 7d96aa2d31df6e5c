package dev.wiretape.recording;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** The bytes of a file from one offset to another, read past the channel's position; closing it leaves the channel open. */
final class FileRegion extends InputStream {
    private final FileChannel channel;
    private final long to;
    private long at;

    FileRegion(FileChannel channel, long from, long to) {
        this.channel = channel;
        this.at = from;
        this.to = to;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int most = (int) Math.min(length, to - at);
        if (most <= 0) {
            return length == 0 ? 0 : -1;
        }
        int read = channel.read(ByteBuffer.wrap(into, offset, most), at);
        at += Math.max(0, read);
        return read;
    }
}
