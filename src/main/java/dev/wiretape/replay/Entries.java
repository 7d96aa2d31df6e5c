package dev.wiretape.replay;

import dev.wiretape.recording.DamagedRecordingException;
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

    /** The next line, or empty after the last and at a damaged one: nothing of what stands behind that is served. */
    default Optional<Entry> nextSound() throws IOException {
        try {
            return next();
        } catch (DamagedRecordingException notServedAnyMore) {
            return Optional.empty();
        }
    }

    /** Reads a line. */
    interface Lines {
        Optional<Entry> next() throws IOException;
    }
}
