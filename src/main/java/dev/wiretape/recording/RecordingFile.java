package dev.wiretape.recording;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * The one place that writes a recording: whole lines at the end of a file. What a failed write left of a line is cut
 * back, so that the file ends with a whole line whatever the disk does.
 *
 * <p>Appending is confined to one thread, which nobody may interrupt (that would close the channel); {@link #sync()}
 * may be called from another.
 */
final class RecordingFile implements Closeable {
    /** Where recordings go. */
    interface Disk {
        /** Creates the file, mode 0600; fails where it exists. */
        FileChannel create(Path path) throws IOException;
    }

    private final Path path;
    private final FileChannel channel;
    private Optional<Object> identity = Optional.empty();
    private long wholeLines;
    private long written;
    private volatile boolean unsynced;
    private volatile boolean broken;

    private RecordingFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Creates the file, mode 0600; fails where it exists. */
    static RecordingFile create(Path path) throws IOException {
        return create(path, PrivateFiles::createFile);
    }

    /** The same on a disk of another kind. */
    static RecordingFile create(Path path, Disk disk) throws IOException {
        return new RecordingFile(path, disk.create(path));
    }

    Path path() {
        return path;
    }

    /** Whether a write or a sync failed, or the file is gone: then nothing more is appended. */
    boolean isBroken() {
        return broken;
    }

    /**
     * Hands the buffer's lines to the operating system and empties the buffer; does nothing once the file is broken.
     *
     * @throws IOException where that failed; the file then ends with the lines of the last append that did not
     */
    void append(LineBuffer lines) throws IOException {
        if (broken) {
            lines.clear();
            return;
        }
        try {
            lines.throwFailure();
            write(lines.array(), lines.length());
            wholeLines = written;
        } catch (IOException e) {
            broken = true;
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

    /**
     * Has the disk keep what was appended (fdatasync); returns at once where nothing was since the last time. A sync that
     * failed is never tried again: the system may have dropped what it could not write, and say yes the next time.
     */
    void sync() throws IOException {
        if (unsynced && !broken) {
            unsynced = false;
            try {
                channel.force(false);
            } catch (IOException e) {
                broken = true;
                throw e;
            }
        }
    }

    /**
     * Looks whether the file still stands where it was made; for the thread that syncs.
     *
     * @throws IOException where it does not: what is appended then would be lost with the last that holds it open
     */
    void requirePlace() throws IOException {
        if (broken) {
            return;
        }
        try {
            Optional<Object> there = identity(path);
            if (identity.isEmpty()) {
                identity = there;
            } else if (!identity.equals(there)) {
                throw new FileSystemException(path.toString(), null, "another file has taken its place");
            }
        } catch (NoSuchFileException e) {
            broken = true;
            boolean folder = Files.isDirectory(path.toAbsolutePath().getParent());
            throw folder ? new FileSystemException(path.toString(), null, "it was moved or deleted") : e;
        } catch (IOException e) {
            broken = true;
            throw e;
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

    /** What tells a file from any other on this machine, where the system knows such a thing. */
    private static Optional<Object> identity(Path path) throws IOException {
        return Optional.ofNullable(Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey());
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
