package dev.wiretape.recording;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads a recording line by line, in memory bounded by its longest line. A last line without its LF is normal (the
 * recorder was killed, or still writes): it is no line, and {@link #tornTail()} tells of it.
 *
 * <p>The same reader follows a file that grows: after {@link #next()} found nothing, it may be asked again.
 */
public final class RecordingReader implements Closeable {
    private final Path file;
    private final Lines lines;
    private long number;

    private RecordingReader(Path file, Lines lines, long linesBefore) {
        this.file = file;
        this.lines = lines;
        this.number = linesBefore;
    }

    /** Reads the whole file, and what it grows by. */
    public static RecordingReader open(Path file) throws IOException {
        return open(file, 0, Long.MAX_VALUE, 0);
    }

    /**
     * Reads the lines that begin at {@code from} and end before {@code to}.
     *
     * @param linesBefore how many lines stand before {@code from}, so that numbers are those of the file
     */
    public static RecordingReader open(Path file, long from, long to, long linesBefore) throws IOException {
        return new RecordingReader(file, Lines.open(file, from, to), linesBefore);
    }

    /**
     * The next line, or empty where there is none (yet).
     *
     * @throws DamagedRecordingException where the line cannot be read; the call after that reads the line after it
     */
    public Optional<Line> next() throws IOException {
        if (!advance()) {
            return Optional.empty();
        }
        return Optional.of(new Line(number, lines.offset(), lines.length() + 1, entry()));
    }

    /**
     * Goes to the next line without looking at it; {@link #entry} and {@link #array} then do. False where there is none
     * (yet).
     */
    public boolean advance() throws IOException {
        if (!lines.next()) {
            return false;
        }
        number++;
        return true;
    }

    /**
     * What the current line says.
     *
     * @throws DamagedRecordingException where it cannot be read
     */
    public Entry entry() throws DamagedRecordingException {
        if (lines.isTooLong()) {
            throw new DamagedRecordingException(file, number, "has more than " + Lines.LONGEST + " bytes");
        }
        try {
            return LineDecoder.decode(lines.array(), lines.start(), lines.length());
        } catch (LineDecoder.Damage e) {
            throw new DamagedRecordingException(file, number, e.getMessage());
        }
    }

    /**
     * The array the current line stands in, from {@link #start()} on for {@link #length()} bytes, without its LF. For
     * those who look at millions of lines: not to be written to, and not to be kept over {@link #advance()}.
     */
    public byte[] array() {
        return lines.array();
    }

    /** Where the current line begins in {@link #array()}. */
    public int start() {
        return lines.start();
    }

    /** The current line's length in bytes, without its LF. */
    public int length() {
        return lines.length();
    }

    boolean startsWith(byte[] prefix) {
        if (lines.length() < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if (lines.array()[lines.start() + i] != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    /** The current line exactly as it stands, without its LF. */
    public Payload json() {
        return Payload.of(lines.array(), lines.start(), lines.length());
    }

    /** The current line's number, from 1, within what is being read. */
    public long number() {
        return number;
    }

    /** Where the current line begins in the file, bytes. */
    public long offset() {
        return lines.offset();
    }

    /** Where the next line begins or will begin, bytes from the file's start. */
    public long position() {
        return lines.nextOffset();
    }

    /** After {@link #next()} found nothing: how many bytes of a torn line stand at the end, 0 if none. */
    public int tornTail() {
        return lines.tornLength();
    }

    /** Whether the file holds more than was read of it. */
    boolean hasMore() throws IOException {
        return lines.hasMore();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
