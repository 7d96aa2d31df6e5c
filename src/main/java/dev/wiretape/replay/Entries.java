package dev.wiretape.replay;

import dev.wiretape.recording.Entry;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** The lines of one exchange, read one by one. */
interface Entries extends Closeable {
    /**
     * The next line, or empty after the last.
     *
     * @throws IOException if the file cannot be read or is damaged there
     */
    Optional<Entry> next() throws IOException;

    @Override
    void close() throws IOException;

    /** Those that a reader finds. */
    static Entries of(Lines lines, Closeable reader) {
        return new Entries() {
            @Override
            public Optional<Entry> next() throws IOException {
                return lines.next();
            }

            @Override
            public void close() throws IOException {
                reader.close();
            }
        };
    }

    /** Reads a line. */
    interface Lines {
        Optional<Entry> next() throws IOException;
    }
}
