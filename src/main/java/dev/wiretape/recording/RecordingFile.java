package dev.wiretape.recording;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * The one place that writes a recording: whole lines at the end of a file. What a failed write left of a line is cut
 * back, so that the file ends with a whole line whatever the disk does.
 *
 * <p>Appending is confined to one thread, which nobody may interrupt (that would close the channel); {@link #sync()}
 * may be called from another.
 */
final class RecordingFile implements Closeable {
    private final Path path;
    private final FileChannel channel;
    private long wholeLines;
    private long written;
    private volatile boolean unsynced;

    private RecordingFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Creates the file, mode 0600; fails where it exists. */
    static RecordingFile create(Path path) throws IOException {
        return new RecordingFile(path, PrivateFiles.createFile(path));
    }

    Path path() {
        return path;
    }

    /**
     * Hands the buffer's lines to the operating system and empties the buffer.
     *
     * @throws IOException where that failed; the file then ends with the lines of the last append that did not
     */
    void append(LineBuffer lines) throws IOException {
        try {
            lines.throwFailure();
            write(lines.array(), lines.length());
            wholeLines = written;
        } catch (IOException e) {
            cutBack(e);
            throw e;
        } finally {
            lines.clear();
        }
    }

    /** Writes a piece of a line that is not whole yet. */
    void write(byte[] bytes, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
        while (buffer.hasRemaining()) {
            written += channel.write(buffer);
        }
        unsynced = true;
    }

    /** Has the disk keep what was appended (fdatasync); returns at once where nothing was since the last time. */
    void sync() throws IOException {
        if (unsynced) {
            unsynced = false;
            channel.force(false);
        }
    }

    /** Whether something was appended since the last {@link #sync} or {@link #syncedOtherwise}. */
    boolean isUnsynced() {
        return unsynced;
    }

    /** Tells that somebody else is about to sync what was appended so far, or that this did not work. */
    void syncedOtherwise(boolean works) {
        unsynced = !works;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void cutBack(IOException because) {
        try {
            channel.truncate(wholeLines);
            written = wholeLines;
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }
}
