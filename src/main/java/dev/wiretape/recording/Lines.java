package dev.wiretape.recording;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;

/** The lines of a file from one offset to another, one at a time: memory is bounded by the longest line. */
final class Lines implements Closeable {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long LFS = ONES * '\n';
    private static final int FIRST_BUFFER = 32 * 1024;
    /** A frame has up to 8 MiB, and six times that where each byte is escaped. */
    static final int LONGEST =
            (int) Math.min(64 * 1024 * 1024, Runtime.getRuntime().maxMemory() / 6);

    /** The JDK copies what is read through memory outside the heap, which each thread keeps. */
    private static final int READ = 256 * 1024;

    private final FileChannel channel;
    private final long to;
    private final int longest;
    private byte[] buffer;
    private long bufferOffset;
    private int filled;
    private int lineStart;
    private int lineEnd;
    private int next;
    private boolean skipping;
    private boolean tooLong;
    private long longOffset;
    private boolean drained;

    private Lines(FileChannel channel, long from, long to, int longest) {
        this.channel = channel;
        this.to = to;
        this.longest = longest;
        this.bufferOffset = from;
        this.buffer = new byte[(int) Math.max(16, Math.min(FIRST_BUFFER, to - from))];
    }

    static Lines open(Path file, long from, long to) throws IOException {
        return open(file, from, to, LONGEST);
    }

    /** Leaves out what is longer than {@code longest} bytes. */
    static Lines open(Path file, long from, long to, int longest) throws IOException {
        return new Lines(FileChannel.open(file), from, to, longest);
    }

    /** Goes to the next line that ends with LF; false where there is none (yet: a file may grow). */
    boolean next() throws IOException {
        int scanned = next;
        while (true) {
            int lf = indexOfLf(buffer, scanned, filled);
            if (lf >= 0) {
                tooLong = skipping;
                skipping = false;
                lineStart = tooLong ? lf : next;
                lineEnd = lf;
                next = lf + 1;
                drained = false;
                return true;
            }
            scanned = filled - next;
            boolean more = fill();
            scanned = skipping ? next : scanned + next;
            if (!more) {
                drained = true;
                return false;
            }
        }
    }

    /** Whether the current line was longer than it may be and is left out; it is then empty here. */
    boolean isTooLong() {
        return tooLong;
    }

    /** The bytes of the current line, which was left out, without its LF; to be closed by nobody. */
    InputStream leftOut(long from) {
        return new FileRegion(channel, longOffset + from, bufferOffset + lineEnd);
    }

    byte[] array() {
        return buffer;
    }

    /** Where the current line begins in {@link #array()}. */
    int start() {
        return lineStart;
    }

    /** The current line's length without its LF. */
    int length() {
        return lineEnd - lineStart;
    }

    /** Where the current line begins in the file. */
    long offset() {
        return bufferOffset + lineStart;
    }

    /** Where the line after the current one begins, or would. */
    long nextOffset() {
        return bufferOffset + next;
    }

    /** After {@link #next()} said no: the bytes of a line without its LF. */
    int tornLength() {
        return filled - next;
    }

    /** Whether the file holds more than was taken from it. */
    boolean hasMore() throws IOException {
        return !drained || channel.size() > bufferOffset + filled;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private boolean fill() throws IOException {
        if (next > 0) {
            System.arraycopy(buffer, next, buffer, 0, filled - next);
            bufferOffset += next;
            filled -= next;
            next = 0;
        }
        if (filled >= longest || (skipping && filled > 0)) {
            longOffset = skipping ? longOffset : bufferOffset;
            skipping = true;
            bufferOffset += filled;
            filled = 0;
        } else if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.min(longest, 2 * buffer.length));
        }
        long left = to - bufferOffset - filled;
        if (left <= 0) {
            return false;
        }
        int room = (int) Math.min(Math.min(buffer.length - filled, READ), left);
        int read = channel.read(ByteBuffer.wrap(buffer, filled, room), bufferOffset + filled);
        if (read <= 0) {
            return false;
        }
        filled += read;
        return true;
    }

    private static int indexOfLf(byte[] bytes, int from, int to) {
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            long word = (long) LONGS.get(bytes, i) ^ LFS;
            long hit = (word - ONES) & ~word & HIGHS;
            if (hit != 0) {
                return i + (Long.numberOfTrailingZeros(hit) >>> 3);
            }
        }
        for (; i < to; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }
}
