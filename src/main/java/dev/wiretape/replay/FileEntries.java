package dev.wiretape.replay;

import dev.wiretape.recording.DamagedRecordingException;
import dev.wiretape.recording.Entry;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/**
 * An exchange's lines in a file. A damaged line before the answer's head is passed over if the head comes: then it was of
 * the request. Any other is missing in what was sent.
 */
final class FileEntries implements Entries {
    private final Lines lines;
    private final Closeable reader;
    private Optional<DamagedRecordingException> before = Optional.empty();
    private boolean headed;

    /** Closes {@code reader} at the end. */
    FileEntries(Lines lines, Closeable reader) {
        this.lines = lines;
        this.reader = reader;
    }

    @Override
    public Optional<Entry> next() throws IOException {
        while (true) {
            try {
                Optional<Entry> entry = lines.next();
                headed |= entry.filter(Entry.Response.class::isInstance).isPresent();
                if (!headed && before.isPresent() && (entry.isEmpty() || isAnswer(entry.get()))) {
                    throw before.get();
                }
                return entry;
            } catch (DamagedRecordingException e) {
                if (headed || before.isPresent()) {
                    throw e;
                }
                before = Optional.of(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private static boolean isAnswer(Entry entry) {
        return entry instanceof Entry.Frame
                || entry instanceof Entry.Body
                || entry instanceof Entry.Partial
                || entry instanceof Entry.End;
    }
}
