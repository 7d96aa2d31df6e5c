package dev.wiretape.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A file on a disk that does what disks do: writes fewer bytes than it was given, is full, cannot sync, and, when the
 * power goes, keeps of what was not synced whatever it likes: nothing, some writes without those before them, half of one.
 */
final class FaultyChannel extends FileChannel {
    /** A write that was not synced. */
    private record Write(int at, byte[] bytes) {}

    private final Random random;
    private final int room;
    private final double failingSync;
    private final List<Write> unsynced = new ArrayList<>();
    private byte[] kept = new byte[0];
    private byte[] written = new byte[0];
    private boolean syncFailed;

    /**
     * A new file.
     *
     * @param room how many bytes the disk has left
     * @param failingSync how likely it is that a sync fails
     */
    FaultyChannel(Random random, int room, double failingSync) {
        this.random = random;
        this.room = room;
        this.failingSync = failingSync;
    }

    /** What was appended, as everybody sees it as long as the power stays. */
    synchronized byte[] written() {
        return written.clone();
    }

    /** What a sync has promised to be there for ever. */
    synchronized byte[] synced() {
        return kept.clone();
    }

    /** What is there when the power comes back. */
    synchronized byte[] afterPowerLoss() {
        byte[] disk = kept;
        for (Write write : unsynced) {
            if (random.nextBoolean()) {
                int length = random.nextInt(4) == 0 ? random.nextInt(write.bytes.length + 1) : write.bytes.length;
                disk = put(disk, new Write(write.at, Arrays.copyOf(write.bytes, length)));
            }
        }
        return disk;
    }

    @Override
    public synchronized int write(ByteBuffer from) throws IOException {
        int left = room - written.length;
        if (left <= 0) {
            throw new IOException("No space left on device");
        }
        int length = Math.min(left, from.remaining());
        if (length > 1 && random.nextInt(3) == 0) {
            length = 1 + random.nextInt(length);
        }
        byte[] bytes = new byte[length];
        from.get(bytes);
        Write write = new Write(written.length, bytes);
        unsynced.add(write);
        written = put(written, write);
        return length;
    }

    @Override
    public synchronized void force(boolean metaData) throws IOException {
        if (random.nextDouble() < failingSync) {
            // As on Linux: what could not be written is forgotten, and the next sync would say yes.
            unsynced.clear();
            syncFailed = true;
            throw new IOException("Input/output error");
        }
        if (syncFailed) {
            throw new AssertionError("a sync was tried again after one had failed");
        }
        kept = written.clone();
        unsynced.clear();
    }

    @Override
    public synchronized FileChannel truncate(long size) {
        written = Arrays.copyOf(written, (int) Math.min(size, written.length));
        kept = Arrays.copyOf(kept, Math.min(kept.length, written.length));
        unsynced.removeIf(write -> write.at >= size);
        unsynced.replaceAll(write ->
                new Write(write.at, Arrays.copyOf(write.bytes, (int) Math.min(write.bytes.length, size - write.at))));
        return this;
    }

    private static byte[] put(byte[] disk, Write write) {
        int end = write.at + write.bytes.length;
        byte[] longer = Arrays.copyOf(disk, Math.max(disk.length, end));
        System.arraycopy(write.bytes, 0, longer, write.at, write.bytes.length);
        return longer;
    }

    @Override
    public synchronized long size() {
        return written.length;
    }

    @Override
    protected void implCloseChannel() {
        // Nothing to give back.
    }

    @Override
    public int read(ByteBuffer to) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long read(ByteBuffer[] to, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long write(ByteBuffer[] from, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long position() {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileChannel position(long position) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel to) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferFrom(ReadableByteChannel from, long position, long count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int read(ByteBuffer to, long position) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int write(ByteBuffer from, long position) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) {
        throw new UnsupportedOperationException();
    }
}
