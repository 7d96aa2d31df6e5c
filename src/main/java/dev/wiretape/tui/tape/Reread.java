package dev.wiretape.tui.tape;

import dev.wiretape.recording.RecordingReader;
import java.io.IOException;

/**
 * Reads the rows of finished tapes again that were given up for want of memory. From any thread, one after the other: it
 * has words of its own, since those of the library belong to the thread that reads on.
 */
final class Reread {
    private final TapeBuilder.Tools tools = new TapeBuilder.Tools();

    /** The columns of {@code tape}, as many as it has; rows that cannot be read any more say nothing. */
    synchronized RowColumns columns(Tape tape, int count) {
        TapeBuilder builder = new TapeBuilder(tape.place(), tape.file(), tape.from(), tape.header(), tools);
        try (RecordingReader reader = RecordingReader.open(tape.file(), tape.from(), Long.MAX_VALUE, 0)) {
            reader.advance();
            while (builder.columns().count() < count && reader.advance()) {
                builder.add(reader);
            }
        } catch (IOException gone) {
            // Somebody tidied up while we looked.
        }
        builder.fill(count);
        return builder.columns();
    }
}
