package dev.wiretape.recording;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Reads the lines of an exchange for those who only pass its answer on, in little memory however long the lines are: a
 * long frame or body comes as several {@link Entry.Body} with the same bytes and times, and what a long request carried
 * is left out.
 */
public final class PieceReader implements Closeable {
    /** What is longer is never whole in memory. */
    private static final int LONGEST = 128 * 1024;

    private static final int PIECE = 64 * 1024;

    private final Path file;
    private final Lines lines;
    private long number;
    private Optional<Pieces> pieces = Optional.empty();

    private PieceReader(Path file, Lines lines, long linesBefore) {
        this.file = file;
        this.lines = lines;
        this.number = linesBefore;
    }

    /**
     * Reads the lines that begin at {@code from} and end before {@code to}.
     *
     * @param linesBefore how many lines stand before {@code from}, so that numbers are those of the file
     */
    public static PieceReader open(Path file, long from, long to, long linesBefore) throws IOException {
        return new PieceReader(file, Lines.open(file, from, to, LONGEST), linesBefore);
    }

    /**
     * What the next line or piece says, or empty where there is none (yet).
     *
     * @throws DamagedRecordingException where the line cannot be read; the call after that reads the line after it
     */
    public Optional<Entry> next() throws IOException {
        try {
            while (true) {
                Optional<Entry> piece = pieces.isPresent() ? pieces.get().next() : Optional.empty();
                if (piece.isPresent()) {
                    return piece;
                }
                pieces = Optional.empty();
                if (!lines.next()) {
                    return Optional.empty();
                }
                number++;
                Optional<Entry> entry = entry();
                if (entry.isPresent()) {
                    return entry;
                }
            }
        } catch (LineDecoder.Damage e) {
            throw new DamagedRecordingException(file, number, e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    /** The current line; empty where it comes in pieces. */
    private Optional<Entry> entry() throws LineDecoder.Damage {
        if (!lines.isTooLong()) {
            return Optional.of(LineDecoder.decode(lines.array(), lines.start(), lines.length()));
        }
        LongLine line = new LongLine(lines.leftOut(0));
        Entry entry = line.entry();
        if (entry instanceof Entry.Frame frame) {
            pieces = Optional.of(new Pieces(line.bytes("raw", lines), "raw", frame.parts(), frame.t()));
        } else if (entry instanceof Entry.Partial partial) {
            pieces = Optional.of(new Pieces(line.bytes("raw", lines), "raw", partial.parts(), partial.t()));
        } else if (entry instanceof Entry.Body body && !body.encoded()) {
            pieces = Optional.of(new Pieces(line.bytes("text", lines), "text", body.parts(), body.t()));
        }
        return pieces.isPresent() ? Optional.empty() : Optional.of(entry);
    }

    /** What a line carries, each part of it at its time. */
    private static final class Pieces {
        private final InputStream bytes;
        private final String name;
        private final Iterator<Part> parts;
        private final long last;
        private Part part = new Part(0, 0);

        Pieces(InputStream bytes, String name, List<Part> parts, long last) {
            this.bytes = bytes;
            this.name = name;
            this.parts = parts.iterator();
            this.last = last;
        }

        Optional<Entry> next() throws LineDecoder.Damage, IOException {
            while (part.bytes() <= 0) {
                part = parts.hasNext() ? parts.next() : new Part(Integer.MAX_VALUE, last);
            }
            byte[] piece = read(Math.min(PIECE, part.bytes()));
            part = new Part(part.bytes() - piece.length, part.t());
            return piece.length == 0 ? Optional.empty() : Optional.of(new Entry.Body(part.t(), Payload.owning(piece)));
        }

        private byte[] read(int most) throws LineDecoder.Damage, IOException {
            try {
                return bytes.readNBytes(most);
            } catch (JsonStringStream.LoneSurrogate e) {
                throw new LineDecoder.Damage("has a lone surrogate in \"" + name + "\"");
            }
        }
    }
}
